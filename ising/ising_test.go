package ising

import (
	"context"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"flipbook/hopfield/theory"
)

var ctx = context.Background()

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 9)) }

func bath(t testing.TB, temperature float64) *Bath {
	t.Helper()
	b, err := NewBath(temperature)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func random(t testing.TB, size int, r *rand.Rand) *Lattice {
	t.Helper()
	l, err := Random(size, r)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// enumerate averages over all 2^(n·n) states of a lattice, with weights e^(−E/T): the obvious slow way.
func enumerate(n int, temperature float64) (m Means) {
	z, second, fourth := 0., 0., 0.
	for state := range 1 << (n * n) {
		spin := func(x, y int) int { return 2*(state>>(y%n*n+x%n)&1) - 1 }
		energy, sum := 0, 0
		for y := range n {
			for x := range n {
				energy -= spin(x, y) * (spin(x+1, y) + spin(x, y+1))
				sum += spin(x, y)
			}
		}
		w := math.Exp(-float64(energy+2*n*n) / temperature)
		sites := float64(n * n)
		mean := math.Abs(float64(sum)) / sites
		z += w
		m.Energy += w * float64(energy) / sites
		m.Magnetization += w * mean
		second += w * mean * mean
		fourth += w * mean * mean * mean * mean
	}
	return Means{Energy: m.Energy / z, Magnetization: m.Magnetization / z, Binder: 1 - fourth*z/(3*second*second)}
}

// All 65,536 states of 4×4, and all 512 of 3×3, weighed one by one: what is measured agrees within 4.5 standard errors,
// by sweeps and clusters together and by each alone.
func TestMeasuresAgreeWithEnumeration(t *testing.T) {
	for _, n := range []int{2, 3, 4} {
		for _, temperature := range []float64{1.2, 2, theory.IsingCritical(), 3, 6} {
			want := enumerate(n, temperature)
			b, r := bath(t, temperature), seeded(uint64(n))
			got, err := b.Measure(ctx, random(t, n, r), r, &MeasureOptions{Settle: 100, Samples: 20_000})
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(got.Energy-want.Energy) > 4.5*got.EnergyError || math.Abs(got.Magnetization-want.Magnetization) > 4.5*got.MagnetizationError {
				t.Errorf("%d×%d at T = %v: %+v, all states say %+v", n, n, temperature, got, want)
			}
			if got.EnergyError > .02 || math.Abs(got.Binder-want.Binder) > .02 {
				t.Errorf("%d×%d at T = %v: error %v, Binder %v, all states say %v", n, n, temperature, got.EnergyError, got.Binder, want.Binder)
			}
		}
	}
	for name, step := range map[string]func(*Bath, *Lattice, *rand.Rand){
		"sweeps":   func(b *Bath, l *Lattice, r *rand.Rand) { b.Sweep(l, r) },
		"clusters": func(b *Bath, l *Lattice, r *rand.Rand) { b.Cluster(l, r) },
	} {
		const temperature, steps = 2.5, 200_000
		want, r := enumerate(4, temperature), seeded(3)
		b, l, sum := bath(t, temperature), random(t, 4, r), 0
		for range steps {
			step(b, l, r)
			sum += l.Energy()
		}
		if got := float64(sum) / steps / 16; math.Abs(got-want.Energy) > .01 {
			t.Errorf("%s alone give an energy of %v, all states say %v", name, got, want.Energy)
		}
	}
}

// onsager is the energy of an infinite lattice, by the arithmetic-geometric mean (Onsager 1944).
func onsager(temperature float64) float64 {
	k := 2 / temperature
	kappa := 2 * math.Sinh(k) / (math.Cosh(k) * math.Cosh(k))
	a, g := 1., math.Sqrt(1-kappa*kappa)
	for range 40 {
		a, g = (a+g)/2, math.Sqrt(a*g)
	}
	elliptic := math.Pi / (2 * a)
	return -1 / math.Tanh(k) * (1 + 2/math.Pi*(2*math.Tanh(k)*math.Tanh(k)-1)*elliptic)
}

// Away from T_c a lattice of 64×64 is as good as infinite: its energy is Onsager's, its magnetisation Yang's.
func TestLargeLatticeAgreesWithOnsagerAndYang(t *testing.T) {
	for _, temperature := range []float64{1.5, 1.9, 2.1, 2.2, 2.5, 3} {
		b, r := bath(t, temperature), seeded(5)
		got, err := b.Measure(ctx, random(t, 64, r), r, &MeasureOptions{Settle: 200, Samples: 1000})
		if err != nil {
			t.Fatal(err)
		}
		if want := onsager(temperature); math.Abs(got.Energy-want) > 4.5*got.EnergyError+.001 || got.EnergyError > .01 {
			t.Errorf("T = %v: energy %.4f ± %.4f, Onsager says %.4f", temperature, got.Energy, got.EnergyError, want)
		}
		want := theory.IsingMagnetization(temperature)
		if temperature < 2.25 && math.Abs(got.Magnetization-want) > 4.5*got.MagnetizationError+.002 {
			t.Errorf("T = %v: magnetisation %.4f ± %.4f, Yang says %.4f", temperature, got.Magnetization, got.MagnetizationError, want)
		}
		if temperature > 2.4 && got.Magnetization > .25 {
			t.Errorf("T = %v: magnetisation %.4f of what is no magnet", temperature, got.Magnetization)
		}
	}
}

// Binder's cumulants of two sizes cross within 1 % of T_c: the larger lattice is the better magnet below it, and the
// worse above.
func TestCumulantsCrossAtTc(t *testing.T) {
	binder := func(size int, temperature float64) float64 {
		r := seeded(uint64(size))
		m, err := bath(t, temperature).Measure(ctx, random(t, size, r), r, &MeasureOptions{Settle: 200, Samples: 3000})
		if err != nil {
			t.Fatal(err)
		}
		return m.Binder
	}
	for _, side := range []float64{-1, 1} {
		temperature := theory.IsingCritical() * (1 + side*.015)
		if d := binder(32, temperature) - binder(8, temperature); d*side >= 0 {
			t.Errorf("T = %.3f: the cumulant of 32×32 is %+.4f above that of 8×8", temperature, d)
		}
	}
}

// Energy and magnetisation are kept along the way, and are those of the spins, counted anew.
func TestAccountsAreKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := seeded(rapid.Uint64().Draw(t, "seed"))
		l, err := Random(rapid.IntRange(MinSize, 9).Draw(t, "size"), r)
		if err != nil {
			t.Fatal(err)
		}
		b, err := NewBath(rapid.OneOf(rapid.Float64Range(0, 10), rapid.SampledFrom([]float64{0, 1e-300, math.Inf(1)})).Draw(t, "temperature"))
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(0, 10).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "cluster") {
				before := l.Spins()
				size, turned := b.Cluster(l, r), 0
				for i, s := range l.Spins() {
					if s != before[i] {
						turned++
					}
				}
				if turned != size {
					t.Fatalf("a cluster of %d turned %d sites", size, turned)
				}
			} else {
				b.Sweep(l, r)
			}
		}
		again, err := New(l.Spins())
		if err != nil {
			t.Fatal(err)
		}
		if again.Energy() != l.Energy() || again.Magnetization() != l.Magnetization() {
			t.Fatalf("E = %d and m = %d, counted anew %d and %d", l.Energy(), l.Magnetization(), again.Energy(), again.Magnetization())
		}
	})
}

// Without heat an energy never rises, and a cluster is the whole domain.
func TestZeroTemperature(t *testing.T) {
	r := seeded(1)
	b, l := bath(t, 0), random(t, 16, r)
	for range 100 {
		before := l.Energy()
		b.Sweep(l, r)
		if l.Energy() > before {
			t.Fatalf("the energy rises from %d to %d", before, l.Energy())
		}
	}
	one, err := New([]int8{1, 1, 1, 1, 1, 1, 1, 1, 1})
	if err != nil {
		t.Fatal(err)
	}
	if n := b.Cluster(one, r); n != 9 || one.Magnetization() != -9 {
		t.Errorf("a cluster of %d in one domain of 9, magnetisation %d", n, one.Magnetization())
	}
	if n := bath(t, math.Inf(1)).Cluster(one, r); n != 1 {
		t.Errorf("a cluster of %d at an infinite temperature", n)
	}
}

func TestErrors(t *testing.T) {
	_, square := New(make([]int8, 8))
	_, spin := New([]int8{1, 1, 0, 1})
	_, small := New([]int8{1})
	_, large := Random(MaxSize+1, seeded(1))
	_, source := Random(4, nil)
	_, cold := NewBath(-1)
	_, nan := NewBath(math.NaN())
	b, l := bath(t, 1), random(t, 4, seeded(1))
	_, noLattice := b.Measure(ctx, &Lattice{}, seeded(1), nil)
	_, noRand := b.Measure(ctx, l, nil, nil)
	_, noContext := b.Measure(nil, l, seeded(1), nil) //nolint:staticcheck // that is what is tested
	_, negative := b.Measure(ctx, l, seeded(1), &MeasureOptions{Samples: -1})
	for want, err := range map[string]error{
		"8 spins": square, "spins[2] is 0": spin, "1×1": small, "4097×4097": large, "r is nil": source, "temperature is -1": cold,
		"temperature is NaN": nan, "no site": noLattice, "ctx is nil": noContext, "Samples -1": negative,
	} {
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "ising: ") {
			t.Errorf("the error is %v, want %q in it", err, want)
		}
	}
	if noRand == nil {
		t.Error("Measure takes no generator")
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := b.Measure(ended, l, seeded(1), nil); err != context.Canceled {
		t.Errorf("a context that has ended gives %v", err)
	}
}

// One seed, one state, on every CPU.
func TestSameBitsOnEveryCPU(t *testing.T) {
	r, sum := seeded(7), fnv.New64a()
	l := random(t, 32, r)
	for _, temperature := range []float64{4, 2.5, theory.IsingCritical(), 2, 1} {
		m, err := bath(t, temperature).Measure(ctx, l, r, &MeasureOptions{Samples: 50})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range l.Spins() {
			sum.Write([]byte{byte(s)})
		}
		for _, v := range []float64{m.Energy, m.EnergyError, m.Magnetization, m.MagnetizationError, m.Binder} {
			bits := math.Float64bits(v)
			for k := range 8 {
				sum.Write([]byte{byte(bits >> (8 * k))})
			}
		}
	}
	if got, want := sum.Sum64(), uint64(0xa186dd5f31b08a72); got != want {
		t.Errorf("the fingerprint is %#016x, want %#016x", got, want)
	}
}
