/** x⁸ + x⁴ + x³ + x² + 1, the field polynomial of QR codes. */
const FIELD = 0x11d;

/** The `count` Reed-Solomon check bytes of a block. */
export function checkBytes(block: Uint8Array, count: number): Uint8Array {
	const divisor = generator(count);
	const rest = new Uint8Array(count);
	for (const byte of block) {
		const factor = byte ^ rest[0];
		rest.copyWithin(0, 1);
		rest[count - 1] = 0;
		for (let i = 0; i < count; i++) rest[i] ^= multiply(divisor[i], factor);
	}
	return rest;
}

/** The product of (x - 2⁰) … (x - 2ⁿ⁻¹), highest power first, without the leading 1. */
function generator(degree: number): Uint8Array {
	const product = new Uint8Array(degree);
	product[degree - 1] = 1;
	let root = 1;
	for (let i = 0; i < degree; i++) {
		for (let j = 0; j < degree; j++) {
			product[j] = multiply(product[j], root) ^ (product[j + 1] ?? 0);
		}
		root = multiply(root, 2);
	}
	return product;
}

function multiply(a: number, b: number): number {
	let product = 0;
	for (let bit = 7; bit >= 0; bit--) {
		product = (product << 1) ^ (product >>> 7 ? FIELD : 0);
		if ((b >>> bit) & 1) product ^= a;
	}
	return product;
}

/** `value` followed by the remainder of its division by `divisor`: the code of QR's format and version. */
export function withRemainder(value: number, divisor: number): number {
	const bits = Math.floor(Math.log2(divisor));
	let rest = value;
	for (let i = 0; i < bits; i++) rest = (rest << 1) ^ ((rest >>> (bits - 1)) & 1 ? divisor : 0);
	return (value << bits) | rest;
}
