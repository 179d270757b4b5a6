package plot

// The sheet is 800 units wide: one unit is one pixel of a picture shown at
// 800 px, and no text is smaller than 11 of them.
const (
	sheetWidth = 800.0
	margin     = 20.0
	labelWidth = 142.0 // column of row labels, left of the axes
	noteWidth  = 154.0 // column of notes, right of the axes
	gap        = 10.0

	axesLeft  = margin + labelWidth + gap
	axesRight = sheetWidth - margin - noteWidth - gap
	axesWide  = sheetWidth - margin - 8 // right end of axes without a column of notes
)

// The text styles. Liberation Sans has the widths of Arial, which stands in
// for it where a picture is shown without it.
var (
	titleStyle  = style{size: 19, bold: true, colour: ink}
	textStyle   = style{size: 12.5, colour: inkSoft}
	labelStyle  = style{size: 12.5, colour: ink}
	strongStyle = style{size: 12.5, bold: true, colour: ink}
	headStyle   = style{size: 14, bold: true, colour: ink}
	smallStyle  = style{size: 11, colour: inkSoft}
	tickStyle   = style{size: 11.5, colour: inkSoft}
	noticeStyle = style{size: 12.5, italic: true, colour: noticeInk}
)

const lineSpacing = 1.28 // lines of a paragraph, in sizes of its text
