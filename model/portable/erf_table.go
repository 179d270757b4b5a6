package portable

// twoOverRootPi is 2/√π as the sum of two numbers.
var twoOverRootPi = [2]float64{0x1.20dd750429b6dp+0, 0x1.1ae3a914fed8p-56}

// erfSmall are the coefficients of (erf(x)/x − 2/√π)/x² in x², lowest first, for
// |x| < 1/2.
var erfSmall = []float64{
	-0x1.812746b0379e7p-2,
	0x1.ce2f21a042bcfp-4,
	-0x1.b82ce31286cbcp-6,
	0x1.565bcd0d2ff6ep-8,
	-0x1.c02db335c071dp-11,
	0x1.f9a2dd9e25187p-14,
	-0x1.f4c2b861c2c8dp-17,
	0x1.b7f36af42c44ap-20,
	-0x1.3d8e8315e45c3p-23,
}

// An erfcPiece approximates x·exp(x²)·erfc(x) from its start on to that of the next:
// a constant, the sum of two numbers, and the coefficients of x − centre from the
// first power on.
type erfcPiece struct {
	from, centre, constant, rest float64
	coefficients                 []float64
}

// erfcPieces cover 1/2 to 6.
var erfcPieces = []erfcPiece{
	{0x1p-1, 0x1.4p-1, 0x1.645c62e0c65b4p-2, -0x1.756411c7bdf56p-57, []float64{
		0x1.2577420fcd07dp-2,
		-0x1.0352850539fffp-2,
		0x1.72d46a9b3f1a7p-3,
		-0x1.cbc1f56ce89d7p-4,
		0x1.ffc7da7fb36e2p-5,
		-0x1.052f65c09a5b4p-5,
		0x1.efd03d556392ap-7,
		-0x1.ba0d8d6c92c46p-8,
		0x1.75036eef14e35p-9,
		-0x1.2bacefa39a82ap-10,
		0x1.cfb1ca2dd000cp-12,
		-0x1.560d7a32c7189p-13,
	}},
	{0x1.8p-1, 0x1.cp-1, 0x1.a005ef078876cp-2, 0x1.544e332372d2dp-58, []float64{
		0x1.80ef8f454cf88p-3,
		-0x1.36024ea688821p-3,
		0x1.9831c2c8500aap-4,
		-0x1.d585474cd0b12p-5,
		0x1.e7b96d410bd7fp-6,
		-0x1.d2ba258c2b44ep-7,
		0x1.a0ef7f9cee42ep-8,
		-0x1.5efe3f4a7969ep-9,
		0x1.186efd28b4585p-10,
		-0x1.abaccb6e7adbp-12,
		0x1.3a857911be29bp-13,
		-0x1.ba3719a01a5f1p-15,
	}},
	{0x1p+0, 0x1.2p+0, 0x1.c7d81cae772ecp-2, -0x1.f58d5e04fbabbp-56, []float64{
		0x1.05e72521ca1b8p-3,
		-0x1.81ce5742db3c1p-4,
		0x1.d4e711a2df999p-5,
		-0x1.f54cf4daee393p-6,
		0x1.e6a27a1a1f751p-7,
		-0x1.b51adfe7f40aap-8,
		0x1.6fd9a5cff9842p-9,
		-0x1.24a10266dbadfp-10,
		0x1.bb100272b7113p-12,
		-0x1.429d5baaf74f6p-13,
		0x1.c0ab61e570294p-15,
	}},
	{0x1.4p+0, 0x1.6p+0, 0x1.e35c5120f3233p-2, -0x1.5b36739cf5536p-57, []float64{
		0x1.701342cbcea7bp-4,
		-0x1.f1b496c58c5c2p-5,
		0x1.17eba60d31fd4p-5,
		-0x1.16b76f5fe0bacp-6,
		0x1.fa816ffb4d4b4p-8,
		-0x1.ab989bfb85dfbp-9,
		0x1.535f58381eba5p-10,
		-0x1.feb84e4f87562p-12,
		0x1.6ea1a63551ad6p-13,
		-0x1.fb2ba35da10d8p-15,
		0x1.4fd7a255af1c6p-16,
	}},
	{0x1.8p+0, 0x1.cp+0, 0x1.feab952741dc8p-2, 0x1.12a6fc79de3d1p-56, []float64{
		0x1.c8d0cef0f810dp-5,
		-0x1.1187e3eb66f3bp-5,
		0x1.13648a11ffe6cp-6,
		-0x1.eef4dc532bba6p-8,
		0x1.98a1c0a068423p-9,
		-0x1.3b317737ef3fap-10,
		0x1.cb4c6873f4701p-12,
		-0x1.3e8e42a0599bbp-13,
		0x1.a710feda1ed8ep-15,
		-0x1.0e22d2ffb040fp-16,
		0x1.4d014c581bc79p-18,
		-0x1.948f52f4ec624p-20,
		0x1.d3fd933807799p-22,
	}},
	{0x1p+1, 0x1.2p+1, 0x1.0a3667d87642cp-1, 0x1.14d23b1fa19cp-60, []float64{
		0x1.0615670e25a7bp-5,
		-0x1.0e62fb2d33918p-6,
		0x1.da595561f7d3p-8,
		-0x1.76c6e629fc822p-9,
		0x1.121972dec6c23p-10,
		-0x1.78fcee4b2e221p-12,
		0x1.ec773cc3dd526p-14,
		-0x1.33a9baaa419eep-15,
		0x1.719b1abba45bbp-17,
		-0x1.ac945141be877p-19,
		0x1.e150486c02382p-21,
		-0x1.0a672a436ba26p-22,
		0x1.1a72d849a26a3p-24,
	}},
	{0x1.4p+1, 0x1.6p+1, 0x1.10ad1d82f6b64p-1, -0x1.f0c5f14985304p-55, []float64{
		0x1.43b98bac83822p-6,
		-0x1.23af4064ad006p-7,
		0x1.c2c72fd727f0dp-9,
		-0x1.3c02e933ee9d4p-10,
		0x1.9ca98a0f84857p-12,
		-0x1.fd60b81a5c3a1p-14,
		0x1.2bfb5ed425e25p-15,
		-0x1.5357929497dbbp-17,
		0x1.7266720bdf214p-19,
		-0x1.87977ac9020dap-21,
		0x1.9723f5d770914p-23,
		-0x1.96c7fd00b3823p-25,
	}},
	{0x1.8p+1, 0x1.cp+1, 0x1.1649466cd0bf1p-1, 0x1.d43b1beb7024ep-55, []float64{
		0x1.5d581133378efp-7,
		-0x1.06c61ef272d21p-8,
		0x1.5632136d8c577p-10,
		-0x1.978d6cc5eebccp-12,
		0x1.c7456d7f9ecc9p-14,
		-0x1.e3bc970c792ffp-16,
		0x1.ed2a94f76bb75p-18,
		-0x1.e5491067558abp-20,
		0x1.cee4608a80ebfp-22,
		-0x1.ad5fcd2cd73c4p-24,
		0x1.84009c753770cp-26,
		-0x1.56cf5a6a0f5a9p-28,
		0x1.351b7501e128ep-30,
		-0x1.057cc162cb64p-32,
	}},
	{0x1p+2, 0x1.2p+2, 0x1.1a347a29849afp-1, 0x1.84c998393b74dp-57, []float64{
		0x1.62c12cb5f7577p-8,
		-0x1.b25645c90b4dcp-10,
		0x1.d00785f2ed47ep-12,
		-0x1.c8a9dd80f7515p-14,
		0x1.a841f4c500f57p-16,
		-0x1.7919ccc052057p-18,
		0x1.4354faf01c40bp-20,
		-0x1.0ce56d8bdcd18p-22,
		0x1.b37e22d9dc209p-25,
		-0x1.583e34abead92p-27,
		0x1.0a6e2fbc487efp-29,
		-0x1.a0c34afa6e8abp-32,
		0x1.3634e89a771acp-34,
	}},
	{0x1.4p+2, 0x1.6p+2, 0x1.1c4f4267bb66ep-1, 0x1.16e4d840ad415p-59, []float64{
		0x1.95252b932efd7p-9,
		-0x1.a06324cc75aeap-11,
		0x1.774f4826e17ep-13,
		-0x1.390ec42ec6148p-15,
		0x1.ef23d2561c6b9p-18,
		-0x1.781cb6fc5540cp-20,
		0x1.149ce8865be48p-22,
		-0x1.8c00381941c49p-25,
		0x1.14d7ed7cf25b9p-27,
		-0x1.7b39509090eb1p-30,
		0x1.049c53cfe7888p-32,
		-0x1.583a86b2278e9p-35,
	}},
}

// oneOverRootPi is 1/√π as the sum of two numbers.
var oneOverRootPi = [2]float64{0x1.20dd750429b6dp-1, 0x1.1ae3a914fed8p-57}

// erfcTail are the coefficients of (x·exp(x²)·erfc(x) − 1/√π)·x² in 1/x², lowest first,
// for x from 6 to 28.
var erfcTail = []float64{
	-0x1.20dd750429b5ap-2,
	0x1.b14c2f8635e9ap-2,
	-0x1.0ecf9dadc3c06p+0,
	0x1.d9eb4f6ba08f4p+1,
	-0x1.0a93de6641e64p+4,
	0x1.6e79e26fbdc51p+6,
	-0x1.28f927571b3ebp+9,
	0x1.105a929d0f67bp+12,
	-0x1.02caed6ef1efap+15,
	0x1.a3ca153e04391p+17,
	-0x1.8808a80d8e9c9p+19,
}
