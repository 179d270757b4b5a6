package protocol

import "math"

// A contenders holds amounts of which the largest is asked for again and again
// while few change: a tree in which every node holds the larger of the two
// below it. The amounts are the second half of the nodes.
type contenders struct {
	node  []float64
	width int // a power of 2
}

// fit makes room for n amounts.
func (c *contenders) fit(n int) { c.node = make([]float64, 0, 2*powerFrom(n)) }

// powerFrom is the smallest power of 2 from n on.
func powerFrom(n int) int {
	width := 1
	for width < n {
		width *= 2
	}
	return width
}

// begin starts with n amounts below all others; it allocates only where fit has
// not made room.
func (c *contenders) begin(n int) {
	c.width = powerFrom(n)
	c.node = resized(c.node, 2*c.width)
	for i := range c.node {
		c.node[i] = math.Inf(-1)
	}
}

// set changes amount i.
func (c *contenders) set(i int, amount float64) {
	at := c.width + i
	c.node[at] = amount
	for at > 1 {
		at /= 2
		larger := max(c.node[2*at], c.node[2*at+1])
		if c.node[at] == larger {
			return
		}
		c.node[at] = larger
	}
}

// largest is the largest amount and the first place of it; −∞ if there is none.
func (c *contenders) largest() (i int, amount float64) {
	at := 1
	for at < c.width {
		if at *= 2; c.node[at] < c.node[at+1] {
			at++
		}
	}
	return at - c.width, c.node[at]
}

// from appends to list the places of all amounts from least on, in order.
func (c *contenders) from(least float64, list []int) []int {
	if c.node[1] >= least {
		list = c.below(1, least, list)
	}
	return list
}

// below appends the places of the amounts from least on below a node that holds
// one.
func (c *contenders) below(at int, least float64, list []int) []int {
	if at >= c.width {
		return append(list, at-c.width)
	}
	for _, child := range [...]int{2 * at, 2*at + 1} {
		if c.node[child] >= least {
			list = c.below(child, least, list)
		}
	}
	return list
}
