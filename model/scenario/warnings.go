package scenario

func warnings(f *file, src *source) []Problem { return nil }
func (s *Scenario) conditions(d *decoder, f *file) {
	for _, c := range f.Require.items {
		s.Require = append(s.Require, c.parsed)
	}
}
