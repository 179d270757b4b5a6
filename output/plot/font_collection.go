package plot

import (
	"encoding/binary"
	"errors"
)

// Sizes of an OpenType file's parts, in bytes.
const (
	collectionHead = 12 // of a collection: tag, version, number of fonts
	fontHead       = 12 // of a font: kind, number of tables, hints for a search
	tableRecord    = 16 // of a table: tag, checksum, offset, length
)

var errCollection = errors.New("not a collection of fonts that can be read: it is cut short")

// firstFont returns the first font of a collection as a file of its own (OpenType
// 1.9, "Font Collections"). Fonts of a collection share tables, and some
// collections do not put them where four bytes begin, as they must.
func firstFont(collection []byte) ([]byte, error) {
	be := binary.BigEndian
	if len(collection) < collectionHead+4 {
		return nil, errCollection
	}
	at := uint64(be.Uint32(collection[collectionHead:]))
	if at+fontHead > uint64(len(collection)) {
		return nil, errCollection
	}
	head := collection[at:]
	end := fontHead + tableRecord*int(be.Uint16(head[4:]))
	if len(head) < end {
		return nil, errCollection
	}
	font := append([]byte(nil), head[:end]...)
	for record := fontHead; record < end; record += tableRecord {
		from, length := uint64(be.Uint32(font[record+8:])), uint64(be.Uint32(font[record+12:]))
		if from+length > uint64(len(collection)) || uint64(len(font))+length > maxFontFile {
			return nil, errCollection
		}
		be.PutUint32(font[record+8:], uint32(len(font)))
		font = append(font, collection[from:from+length]...)
		for len(font)%4 != 0 {
			font = append(font, 0)
		}
	}
	return font, nil
}
