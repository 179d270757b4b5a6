package scenario

import (
	"fmt"
	"strings"
)

// written formats the number as in the file, on one line.
func written(n *node) string {
	var b strings.Builder
	inline(&b, n)
	return b.String()
}

func inline(b *strings.Builder, n *node) {
	switch n.kind {
	case scalar:
		b.WriteString(n.value)
	case sequence:
		b.WriteByte('[')
		for i, c := range n.items {
			if i > 0 {
				b.WriteString(", ")
			}
			if i == 20 {
				fmt.Fprintf(b, "… %d in all", len(n.items))
				break
			}
			inline(b, c)
		}
		b.WriteByte(']')
	case mapping:
		b.WriteByte('{')
		for i, e := range n.entries {
			if i > 0 {
				b.WriteString(", ")
			}
			inline(b, e.key)
			b.WriteString(": ")
			inline(b, e.val)
		}
		b.WriteByte('}')
	}
}
