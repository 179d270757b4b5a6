package plot

import "math"

// linear undoes the transfer function of sRGB (IEC 61966-2-1) for one channel.
func linear(channel uint8) float64 {
	c := float64(channel) / 255
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}
