package study

import "context"

// BestReplies finds how each holder of levers would rather set them, all others being
// as in a setting, under its leading theory. The error is a *SettingError, that of
// BestReplies or of the gate, or the cause of the context's end.
func (s *Session) BestReplies(ctx context.Context, st Setting) (*EquilibriumResult, error) {
	subject, err := s.Apply(st)
	if err != nil {
		return nil, err
	}
	if s.gate != nil {
		inside, leave, err := s.gate(ctx, false)
		if err != nil {
			return nil, err
		}
		defer leave()
		ctx = inside
	}
	r, err := BestReplies(ctx, subject, EquilibriumOptions{})
	if cause := context.Cause(ctx); cause != nil {
		return nil, cause
	}
	return r, err
}
