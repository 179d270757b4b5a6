package plot

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
)

// dark is the style that has a picture follow a reader who asks for a dark
// screen: light and dark change places, so that what stands out on paper does on
// a dark screen. Print stays as it is, and so does what knows no such style.
func (s *canvas) dark() []byte {
	used := []color.NRGBA{white}
	for i := range s.marks {
		c := s.marks[i].pen.colour
		if t := s.marks[i].text; t != nil {
			c = t.style.colour
		}
		if !slices.Contains(used, c) {
			used = append(used, c)
		}
	}
	hex := func(c color.NRGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }
	var rules []string
	for _, c := range used {
		from, to := hex(c), hex(darkened(c))
		rules = append(rules, fmt.Sprintf(`[style*="fill:%s"]{fill:%s!important}[style*="stroke:%s"]{stroke:%s!important}`, from, to, from, to))
	}
	slices.Sort(rules)
	return []byte("\n<style>@media screen and (prefers-color-scheme:dark){" + strings.Join(rules, "") + "}</style>")
}

// darkened is the colour that stands for c on a dark screen: greys trade light
// for dark, dark colours become lighter and light ones darker.
func darkened(c color.NRGBA) color.NRGBA {
	const nearly = 0x12 // channels of a grey differ by less
	least, most := min(c.R, c.G, c.B), max(c.R, c.G, c.B)
	if most-least < nearly {
		v := uint8(0xEC - int(c.R)*(0xEC-0x18)/0xFF)
		return color.NRGBA{R: v, G: v, B: v, A: 0xFF}
	}
	to, part := 0xFF, 50
	if luminance(c) > 0.24 {
		to, part = 0, 45
	}
	mix := func(x uint8) uint8 { return uint8((int(x)*(100-part) + to*part) / 100) }
	return color.NRGBA{R: mix(c.R), G: mix(c.G), B: mix(c.B), A: 0xFF}
}
