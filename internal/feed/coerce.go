package feed

import (
	"encoding/json"
	"strconv"
	"strings"
)

// coerce gives the fields of a JSON feed the types that the standard says,
// where they are of another one; what cannot be made to fit is left out. lost
// counts the items that are no objects.
func coerce(text []byte) (out []byte, lost int, err error) {
	var feed map[string]any
	if err := json.Unmarshal(text, &feed); err != nil {
		return nil, 0, err
	}
	if nested, ok := feed["feed"].(map[string]any); ok && feed["items"] == nil {
		feed = nested
	}
	coerceObject(feed)
	items, _ := list(feed["items"]).([]any)
	kept := make([]any, 0, len(items))
	for _, item := range items {
		if object, ok := item.(map[string]any); ok {
			coerceObject(object)
			kept = append(kept, object)
		} else {
			lost++
		}
	}
	feed["items"] = kept
	out, err = json.Marshal(feed)
	return out, lost, err
}

// coerceObject sets right the fields of a feed or an item.
func coerceObject(o map[string]any) {
	for key, value := range o {
		switch key {
		case "items", "hubs", "expired":
		case "tags":
			o[key] = texts(value)
		case "authors", "attachments":
			o[key] = objects(list(value))
		case "author":
			if all := objects(list(value)); len(all) > 0 {
				o[key] = all[0]
			} else {
				delete(o, key)
			}
		default:
			if s, ok := scalar(value); ok {
				o[key] = s
			} else {
				delete(o, key)
			}
		}
	}
}

// scalar writes a string, number or truth value as a string.
func scalar(value any) (string, bool) {
	switch v := value.(type) {
	case string:
		return v, true
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), true
	case bool:
		return strconv.FormatBool(v), true
	}
	return "", false
}

// list returns a value as a list of one, unless it is a list already.
func list(value any) any {
	switch value.(type) {
	case []any:
		return value
	case nil:
		return []any{}
	}
	return []any{value}
}

// texts returns tags: a list, or one string with commas.
func texts(value any) []string {
	all := []string{}
	items, _ := list(value).([]any)
	for _, item := range items {
		s, ok := scalar(item)
		if object, isObject := item.(map[string]any); isObject {
			s, ok = scalar(object["name"])
		}
		if !ok {
			continue
		}
		for part := range strings.SplitSeq(s, ",") {
			if part = strings.TrimSpace(part); part != "" {
				all = append(all, part)
			}
		}
	}
	return all
}

// objects returns authors or attachments: a name or an address alone stands
// for an object.
func objects(value any) []map[string]any {
	all := []map[string]any{}
	items, _ := value.([]any)
	for _, item := range items {
		switch v := item.(type) {
		case string:
			all = append(all, map[string]any{"name": v, "url": v})
			if isURL(v) {
				delete(all[len(all)-1], "name")
			} else {
				delete(all[len(all)-1], "url")
			}
		case map[string]any:
			for key, field := range v {
				if key == "size_in_bytes" || key == "duration_in_seconds" {
					s, _ := scalar(field)
					if n, err := strconv.ParseFloat(s, 64); err == nil && n >= 0 && n < 1<<53 {
						v[key] = int64(n)
						continue
					}
				} else if s, ok := scalar(field); ok {
					v[key] = s
					continue
				}
				delete(v, key)
			}
			all = append(all, v)
		}
	}
	return all
}
