/** What a note says of a value that is permuted, beside what ./feistel.ts has there. */

/** What ./ahead.ts knows of a field (0): the image of its value stands in the limbs. */
export const knowsImage: u32 = 4
/** The program, as ./ahead.ts has it, and the value. */
export const programAt: usize = 4
export const valueAt: usize = 64
export const lengthAt: usize = 68

/** What the value is for its scheme. */
export const wayAt: usize = 12
/** It stays as it is: there is nothing to be permuted. */
export const unchanged: u32 = 0
/** Letters and digits in places. */
export const asLayout: u32 = 1
export const asNumber: u32 = 2
/** A valid number of the scheme. */
export const asValid: u32 = 3

/** How many bytes from the left stay. */
export const keptAt: usize = 48
/** Which places of a layout have which radix: see ./permute-layout.ts. */
export const kindAt: usize = 52
/** Of a number: the digits of its lower half, and the fewest digits that its image has. */
export const lowAt: usize = 56
export const fewestAt: usize = 60

/** Words of a program: the scheme (4), the Feistel (8); see ../wasm-permute.ts. */
export const schemeAt: usize = 4
export const feistelAt: usize = 8
