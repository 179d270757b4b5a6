// Sim plays scenarios of negotiation thousands of times under several theories
// of bargaining and draws how the outcomes spread. Illustration, not prediction.
package main

import "os"

func main() { os.Exit(sim()) }
