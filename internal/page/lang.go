package page

import "strings"

// language returns the first tag that looks like BCP 47, in its usual case.
func language(tags ...string) string {
	for _, tag := range tags {
		tag, _, _ = strings.Cut(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"), ",")
		parts := strings.Split(tag, "-")
		if n := len(parts[0]); n < 2 || n > 3 || !letters(parts[0]) {
			continue
		}
		parts[0] = strings.ToLower(parts[0])
		good := true
		for i := 1; i < len(parts); i++ {
			switch part := parts[i]; {
			case len(part) == 2 && letters(part):
				parts[i] = strings.ToUpper(part)
			case len(part) == 4 && letters(part):
				parts[i] = strings.ToUpper(part[:1]) + strings.ToLower(part[1:])
			case part == "" || len(part) > 8:
				good = false
			}
		}
		if good && parts[0] != "und" {
			return strings.Join(parts, "-")
		}
	}
	return ""
}

func letters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}
