// Logcheck verifies a 1CALL log with the Go project's own implementation of transparency logs,
// golang.org/x/mod/sumdb/tlog and /note. It shares no code with the Java that wrote the log: that
// both agree is the point of it.
//
// Usage:
//
//	logcheck -key VKEY [-old NOTE] [-sample N] [-proof FILE -entry HEX] BASE
//
// BASE is a folder or an http URL that holds "checkpoint" and "tile/...". Logcheck opens the signed
// checkpoint, reads the leaf hash of every entry through tlog.TileHashReader, which authenticates
// every tile against the root, compares each with the entry bundles, and checks tlog.CheckRecord
// for N entries spread over the log (all if N is 0). With -old, a file that holds an earlier signed
// checkpoint, it also checks that the log continues it. With -proof and -entry it checks a
// C2SP tlog-proof of one entry, by itself, against its own checkpoint.
//
// It prints one line and exits with 0 if everything holds, 1 if not, 2 if it was called wrongly.
//
// Build it with Debian's packages golang-go and golang-golang-x-mod-dev:
//
//	GO111MODULE=off GOPATH=/usr/share/gocode GOTOOLCHAIN=local go build -o logcheck main.go
package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight  = 8
	tileWidth   = 1 << tileHeight
	entryLength = 32
	entryStride = 2 + entryLength
	proofHeader = "c2sp.org/tlog-proof@v1"
)

type checkpoint struct {
	origin string
	tree   tlog.Tree
}

// A base is where the log is served from. It is the tlog.TileReader of the log.
type base string

func (b base) read(path string) ([]byte, error) {
	if !strings.HasPrefix(string(b), "http://") && !strings.HasPrefix(string(b), "https://") {
		return os.ReadFile(filepath.Join(string(b), filepath.FromSlash(path)))
	}
	answer, err := http.Get(strings.TrimSuffix(string(b), "/") + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

func (b base) Height() int { return tileHeight }

func (b base) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, t := range tiles {
		content, err := b.read(tilePath(t))
		if err != nil {
			return nil, err
		}
		if len(content) != t.W*tlog.HashSize {
			return nil, fmt.Errorf("%s: %d bytes for %d hashes", tilePath(t), len(content), t.W)
		}
		data[i] = content
	}
	return data, nil
}

func (b base) SaveTiles([]tlog.Tile, [][]byte) {}

// tilePath maps Go's "tile/8/0/x001/234.p/5" to the "tile/0/x001/234.p/5" of tlog-tiles.
func tilePath(t tlog.Tile) string {
	path := t.Path()
	prefix := fmt.Sprintf("tile/%d/", tileHeight)
	path = "tile/" + strings.TrimPrefix(path, prefix)
	return strings.Replace(path, "tile/data/", "tile/entries/", 1)
}

func openCheckpoint(signed []byte, verifier note.Verifier) (checkpoint, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return checkpoint{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return checkpoint{}, errors.New("a checkpoint has three lines")
	}
	if lines[0] != verifier.Name() {
		return checkpoint{}, errors.New("the checkpoint's origin is not the key's name")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != lines[1] || size < 0 {
		return checkpoint{}, errors.New("the checkpoint's size is malformed")
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return checkpoint{}, err
	}
	if size == 0 && root != tlog.Hash(sha256.Sum256(nil)) {
		return checkpoint{}, errors.New("the root of the empty tree is wrong")
	}
	return checkpoint{lines[0], tlog.Tree{N: size, Hash: root}}, nil
}

// checkEntries reads every bundle, and every leaf hash through the authenticated tiles.
func checkEntries(b base, tree tlog.Tree, hashes tlog.HashReader) error {
	for first := int64(0); first < tree.N; first += tileWidth {
		width := tree.N - first
		if width > tileWidth {
			width = tileWidth
		}
		bundle := tlog.Tile{H: tileHeight, L: -1, N: first / tileWidth, W: int(width)}
		content, err := b.read(tilePath(bundle))
		if err != nil {
			return err
		}
		if int64(len(content)) != width*entryStride {
			return fmt.Errorf("%s: wrong length", tilePath(bundle))
		}
		indexes := make([]int64, width)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, first+int64(i))
		}
		leaves, err := hashes.ReadHashes(indexes)
		if err != nil {
			return err
		}
		for i, leaf := range leaves {
			entry := content[i*entryStride : (i+1)*entryStride]
			if entry[0] != 0 || entry[1] != entryLength || tlog.RecordHash(entry[2:]) != leaf {
				return fmt.Errorf("%s: entry %d does not match its leaf", tilePath(bundle), first+int64(i))
			}
		}
	}
	return nil
}

func checkInclusion(tree tlog.Tree, hashes tlog.HashReader, sample int64) error {
	if sample <= 0 || sample > tree.N {
		sample = tree.N
	}
	for i := int64(0); i < sample; i++ {
		index := tree.N - 1
		if sample > 1 {
			index = i * (tree.N - 1) / (sample - 1)
		}
		leaf, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		if err != nil {
			return err
		}
		proof, err := tlog.ProveRecord(tree.N, index, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf[0]); err != nil {
			return fmt.Errorf("entry %d: %v", index, err)
		}
	}
	return nil
}

func checkContinues(tree, older tlog.Tree, hashes tlog.HashReader) error {
	if older.N > tree.N {
		return errors.New("the log is smaller than the older checkpoint")
	}
	if older.N == 0 {
		return nil
	}
	proof, err := tlog.ProveTree(tree.N, older.N, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash)
}

func checkProof(text string, entry []byte, verifier note.Verifier) error {
	split := strings.Index(text, "\n\n")
	if split < 0 {
		return errors.New("the proof has no checkpoint")
	}
	lines := strings.Split(text[:split], "\n")
	if lines[0] != proofHeader {
		return errors.New("the proof has no header")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		if _, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[0], "extra ")); err != nil {
			return err
		}
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return errors.New("the proof has no index")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	var path tlog.RecordProof
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		path = append(path, hash)
	}
	signed, err := openCheckpoint([]byte(text[split+2:]), verifier)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(path, signed.tree.N, signed.tree.Hash, index, tlog.RecordHash(entry))
}

func check(b base, key, oldFile, proofFile, entryHex string, sample int64) (string, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return "", err
	}
	signed, err := b.read("checkpoint")
	if err != nil {
		return "", err
	}
	current, err := openCheckpoint(signed, verifier)
	if err != nil {
		return "", err
	}
	hashes := tlog.TileHashReader(current.tree, b)
	if err := checkEntries(b, current.tree, hashes); err != nil {
		return "", err
	}
	if err := checkInclusion(current.tree, hashes, sample); err != nil {
		return "", err
	}
	if oldFile != "" {
		old, err := os.ReadFile(oldFile)
		if err != nil {
			return "", err
		}
		older, err := openCheckpoint(old, verifier)
		if err != nil {
			return "", err
		}
		if err := checkContinues(current.tree, older.tree, hashes); err != nil {
			return "", err
		}
	}
	if proofFile != "" {
		text, err := os.ReadFile(proofFile)
		if err != nil {
			return "", err
		}
		entry, err := hex.DecodeString(entryHex)
		if err != nil {
			return "", err
		}
		if err := checkProof(string(text), entry, verifier); err != nil {
			return "", fmt.Errorf("the proof: %v", err)
		}
	}
	return fmt.Sprintf("verified %s size %d root %s", current.origin, current.tree.N, current.tree.Hash), nil
}

func main() {
	key := flag.String("key", "", "the log's verifier `key`")
	old := flag.String("old", "", "a `file` with an earlier signed checkpoint")
	sample := flag.Int64("sample", 100, "how many entries' inclusion to prove; 0 for all")
	proof := flag.String("proof", "", "a `file` with a tlog-proof")
	entry := flag.String("entry", "", "the proof's entry, in hexadecimal")
	flag.Parse()
	if flag.NArg() != 1 || *key == "" || (*proof == "") != (*entry == "") {
		flag.Usage()
		os.Exit(2)
	}
	found, err := check(base(flag.Arg(0)), *key, *old, *proof, *entry, *sample)
	if err != nil {
		fmt.Println("not verified:", err)
		os.Exit(1)
	}
	fmt.Println(found)
}
