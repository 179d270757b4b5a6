package plot

import (
	"encoding/binary"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
)

// collected puts a font into a collection with one font, its tables where no four
// bytes begin.
func collected(font []byte) []byte {
	be := binary.BigEndian
	head := append([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10"), font...)
	for i := range int(be.Uint16(font[4:])) {
		offset := head[16+fontHead+tableRecord*i+8:]
		be.PutUint32(offset, be.Uint32(offset)+17)
	}
	tables := 16 + fontHead + tableRecord*int(be.Uint16(font[4:]))
	return append(head[:tables:tables], append([]byte{0}, head[tables:]...)...)
}

func TestFontOfCollection(t *testing.T) {
	data := collected(liberationsansregular.TTF)
	f, err := ReadFont(data)
	if err != nil {
		t.Fatal(err)
	}
	if !f.draws('ω') || f.draws('費') || f.data == nil {
		t.Errorf("it draws ω: %v, 費: %v; a PDF can hold it: %v", f.draws('ω'), f.draws('費'), f.data != nil)
	}
	for cut := 0; cut < len(data); cut += 1 + cut/3 {
		if _, err := ReadFont(data[:cut]); err == nil {
			t.Errorf("%d bytes of it are a font", cut)
		}
	}
}
