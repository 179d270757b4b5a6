package portable

// piPair is π as the sum of two numbers.
var piPair = [2]float64{0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53}

// sinPiSmall are the coefficients of (sin(πx)/x − π)/x² in x², lowest first, for
// |x| ≤ 1/4.
var sinPiSmall = []float64{
	-0x1.4abbce625be53p+2,
	0x1.466bc6775aae1p+1,
	-0x1.32d2cce62b872p-1,
	0x1.50783486facaap-4,
	-0x1.e3074d2614b2dp-8,
	0x1.e8f036bcd322dp-12,
	-0x1.6cc577dadd63cp-16,
}

// halfPiSquared is π²/2 as the sum of two numbers.
var halfPiSquared = [2]float64{0x1.3bd3cc9be45dep+2, 0x1.692b71366cc04p-52}

// cosPiSmall are the coefficients of ((cos(πx) − 1)/x² + π²/2)/x² in x², lowest first,
// for |x| ≤ 1/4.
var cosPiSmall = []float64{
	0x1.03c1f081b5ac4p+2,
	-0x1.55d3c7e3cbffap+0,
	0x1.e1f506891b72fp-3,
	-0x1.a6d1f2a15a701p-6,
	0x1.f9d38850e5eedp-10,
	-0x1.b6df855cc99f9p-14,
	0x1.1ebe62242e7d2p-18,
}

// asinSmall are the coefficients of (asin(x)/x − 1)/x² in x², lowest first, for
// |x| ≤ 1/2.
var asinSmall = []float64{
	0x1.5555555555555p-3,
	0x1.3333333333388p-4,
	0x1.6db6db6dac1ep-5,
	0x1.f1c71c7a52ba3p-6,
	0x1.6e8ba123e494cp-6,
	0x1.1c4efce2301ap-6,
	0x1.c990ad3d8fda1p-7,
	0x1.7b027ee1dd735p-7,
	0x1.3b49de71207f7p-7,
	0x1.31622469d268ap-7,
	0x1.8f193743088eap-9,
	0x1.406192d134a76p-6,
	-0x1.3b416bb7eee51p-6,
	0x1.e529c6fcf6a69p-6,
}
