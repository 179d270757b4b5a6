package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// exact are the functions of package math that give the same bits everywhere:
// their results are exact or rounded once.
var exact = []string{
	"Abs", "Ceil", "Copysign", "FMA", "Float32bits", "Float64bits", "Float64frombits", "Floor", "Frexp", "Inf", "IsInf", "IsNaN",
	"Ldexp", "Max", "Min", "Mod", "NaN", "Nextafter", "Round", "RoundToEven", "Signbit", "Sqrt", "Trunc",
}

// Numbers that are written have the same bits on every machine: no product can
// be added without having been rounded, which a compiler may do where the
// processor has an instruction for it, across statements and calls that it
// inlines too; and no function of another package computes them inexactly.
func TestOneArithmetic(t *testing.T) {
	sources := map[string][]string{}
	for _, line := range goList(t, "-f", `{{$pkg := .ImportPath}}{{$dir := .Dir}}{{range .GoFiles}}{{$pkg}} {{$dir}}/{{.}}{{"\n"}}{{end}}`, "sim/...") {
		if pkg, name, ok := strings.Cut(line, " "); ok {
			sources[pkg] = append(sources[pkg], name)
		}
	}
	delete(sources, "sim/output/plot") // its numbers are places on paper, and gonum's plot computes them too
	fset := token.NewFileSet()
	packages := slices.Sorted(maps.Keys(sources))
	from := compiled(t, fset, packages...)
	for _, pkg := range packages {
		var files []*ast.File
		for _, name := range sources[pkg] {
			file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		for _, fault := range faults(t, fset, pkg, files, from) {
			t.Error(fault)
		}
	}
}

// The test finds what it is there to find, and no more.
func TestOneArithmeticFinds(t *testing.T) {
	fset := token.NewFileSet()
	from := compiled(t, fset, "math", "math/rand/v2", "gonum.org/v1/gonum/mathext")
	for _, c := range []struct {
		code string
		bad  bool
	}{
		{"r = a*b + c", true},
		{"r = c - a*b", true},
		{"r = c - (a*b)", true},
		{"r = -(a*b) + c", true},
		{"r += a * b", true},
		{"r *= a", true},
		{"r = a * b", true},
		{"r = f(a * b)", true},
		{"r /= a * b", false},
		{"r = a * b * 2", true},
		{"s[0] = a * b", true},
		{"r = float64(a*b) + c", false},
		{"r = float64(r * a)", false},
		{"r = a*b/c + r", false},
		{"r = 2*a + c", false},
		{"r = 2*a*0.5 + c", false},
		{"r = 3*a + c", true},
		{"r = 3*4 + c", false},
		{"r = a + float64(n*n)", false},
		{"r = math.Sqrt(a*b) + c", false},
		{"r = min(a*b, c)", false},
		{"r = math.Exp(a)", true},
		{"r = math.Hypot(a, b)", true},
		{"r = rand.NormFloat64()", true},
		{"r = rand.Float64()", false},
		{"r = mathext.Beta(a, b)", true},
		{"if a*b > c { r = 1 }", false},
	} {
		source := "package p\n"
		for _, path := range []string{"math", "math/rand/v2", "gonum.org/v1/gonum/mathext"} {
			if name := strings.TrimSuffix(path, "/v2"); strings.Contains(c.code, name[strings.LastIndex(name, "/")+1:]+".") {
				source += fmt.Sprintf("import %q\n", path)
			}
		}
		source += "func f(x float64) float64 { return x + 1 }\nfunc g(a, b, c, r float64, n int, s []float64) float64 {\n" + c.code + "\nreturn r }\n"
		file, err := parser.ParseFile(fset, "p.go", source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if found := faults(t, fset, "sim/p", []*ast.File{file}, from); len(found) > 0 != c.bad {
			t.Errorf("%s: %v", c.code, found)
		}
	}
}

// compiled imports packages, and what they import, as the compiler left them.
func compiled(t *testing.T, fset *token.FileSet, packages ...string) types.Importer {
	t.Helper()
	exports := map[string]string{}
	for _, line := range goList(t, append([]string{"-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}"}, packages...)...) {
		path, file, _ := strings.Cut(line, " ")
		exports[path] = file
	}
	return importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
}

// faults are the places of a package where its numbers depend on the machine.
func faults(t *testing.T, fset *token.FileSet, pkg string, files []*ast.File, from types.Importer) (found []string) {
	t.Helper()
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	if _, err := (&types.Config{Importer: from}).Check(pkg, fset, files, info); err != nil {
		t.Fatal(err)
	}
	report := func(n ast.Node, what string) {
		found = append(found, fmt.Sprintf("%s: %s", fset.Position(n.Pos()), what))
	}
	for _, file := range files {
		var path []ast.Node
		ast.Inspect(file, func(n ast.Node) bool {
			if n == nil {
				path = path[:len(path)-1]
				return true
			}
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if n.Op == token.MUL && rounded(info, n) && fusible(info, path, n) {
					report(n, "a product that may be added unrounded: write float64(a*b)")
				}
			case *ast.AssignStmt:
				if n.Tok == token.MUL_ASSIGN && float(info.TypeOf(n.Lhs[0])) && !powerOfTwo(info, n.Rhs[0]) {
					report(n, "a product that may be added unrounded: write x = float64(x*y)")
				}
			case *ast.Ident:
				if f, ok := info.Uses[n].(*types.Func); ok && f.Pkg() != nil && machines(f) {
					report(n, f.FullName()+" has other bits on other machines: see sim/model/portable")
				}
			}
			path = append(path, n)
			return true
		})
	}
	return found
}

// machines reports whether a function's results depend on the machine.
func machines(f *types.Func) bool {
	switch path := f.Pkg().Path(); path {
	case "math":
		return !slices.Contains(exact, f.Name())
	case "math/rand/v2":
		return f.Name() == "NormFloat64" || f.Name() == "ExpFloat64"
	default:
		return path == "math/cmplx" || strings.HasPrefix(path, "gonum.org/")
	}
}

func float(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsFloat != 0
}

// rounded reports whether a product of floating-point numbers is inexact: it is
// computed at run time and no factor is a power of two.
func rounded(info *types.Info, n *ast.BinaryExpr) bool {
	return float(info.TypeOf(n)) && info.Types[n].Value == nil && !powerOfTwo(info, n.X) && !powerOfTwo(info, n.Y)
}

func powerOfTwo(info *types.Info, x ast.Expr) bool {
	v := info.Types[x].Value
	if v == nil || v.Kind() != constant.Int && v.Kind() != constant.Float {
		return false
	}
	f, _ := constant.Float64Val(v)
	fraction, _ := math.Frexp(math.Abs(f))
	return fraction == 0.5
}

// two reports whether an expression is the constant 2: a product with it is
// compiled as x + x.
func two(info *types.Info, x ast.Expr) bool {
	v := info.Types[x].Value
	return v != nil && constant.Compare(constant.ToFloat(v), token.EQL, constant.MakeInt64(2))
}

// fusible reports whether what becomes of a product, the last node of the path
// around it, could be an addition.
func fusible(info *types.Info, path []ast.Node, n ast.Expr) bool {
	for _, around := range slices.Backward(path) {
		switch p := around.(type) {
		case *ast.ParenExpr:
			n = p
			continue
		case *ast.UnaryExpr:
			n = p
			continue
		case *ast.BinaryExpr:
			other := p.X
			if other == n {
				other = p.Y
			}
			return p.Op == token.ADD || p.Op == token.SUB || p.Op == token.MUL && two(info, other)
		case *ast.AssignStmt:
			return p.Tok != token.MUL_ASSIGN && p.Tok != token.QUO_ASSIGN
		case *ast.CallExpr:
			if f := info.Types[p.Fun]; f.IsType() || f.IsBuiltin() {
				return false
			}
			var of types.Object
			switch f := p.Fun.(type) {
			case *ast.SelectorExpr:
				of = info.Uses[f.Sel]
			case *ast.Ident:
				of = info.Uses[f]
			}
			f, ok := of.(*types.Func)
			return !ok || f.Pkg() == nil || strings.HasPrefix(f.Pkg().Path(), "sim/")
		}
		return true
	}
	return true
}
