package explain

import "sim/model/study"

// scores are the figures by which theories are compared with resolved cases (model 5.6).
func scores() []study.Entry {
	return []study.Entry{
		entry("ranked_score", "continuous ranked probability score: the mean distance of the terms over draws to what was agreed, less half the mean distance between draws, in points of the issue's scale; 0 is best, and of a single value it is the error."),
		entry("absolute_error", "distance of the median of the terms over draws to what was agreed, in points of the issue's scale."),
		entry("brier", "half the sum over outcomes of (share of draws − 1 for the one in which the case ended, 0 for others)²: 0 is best, 1 worst."),
		entry("ranked", "ranked probability score of outcomes, from the most to the least agreement: the mean of (cumulated share of draws − 1 from the one in which the case ended on, 0 before)²; 0 is best, 1 worst, and an outcome next to that of the case costs less than one far from it."),
		entry("log", "sum over cases of the logarithm of the share of draws that ended as the case did; 0 is best. Weights that follow are moved by it."),
	}
}
