/** Four keyed messages of one block each, which are hashed side by side. */

/** Words of the state and of the message: of each word those of the four lanes. */
export const state: usize = memory.data(128, 16)
export const message: usize = memory.data(256, 16)

/** How many bytes of each lane were hashed up to the end of the message. */
export const counts: usize = memory.data(16, 16)

/** Transposes four times four words: of each lane those from `offset` on, to `to`. */
export function gatherFour(lanes: usize, offset: usize, to: usize): void {
  const a = v128.load(<usize>load<u32>(lanes) + offset)
  const b = v128.load(<usize>load<u32>(lanes, 4) + offset)
  const c = v128.load(<usize>load<u32>(lanes, 8) + offset)
  const d = v128.load(<usize>load<u32>(lanes, 12) + offset)
  const ab = i32x4.shuffle(a, b, 0, 4, 1, 5)
  const cd = i32x4.shuffle(c, d, 0, 4, 1, 5)
  const ef = i32x4.shuffle(a, b, 2, 6, 3, 7)
  const gh = i32x4.shuffle(c, d, 2, 6, 3, 7)
  v128.store(to, i64x2.shuffle(ab, cd, 0, 2))
  v128.store(to, i64x2.shuffle(ab, cd, 1, 3), 16)
  v128.store(to, i64x2.shuffle(ef, gh, 0, 2), 32)
  v128.store(to, i64x2.shuffle(ef, gh, 1, 3), 48)
}

/** The reverse: four words of each lane from `from` to where `lanes` points, `offset` further on. */
export function scatterFour(from: usize, lanes: usize, offset: usize): void {
  const a = v128.load(from)
  const b = v128.load(from, 16)
  const c = v128.load(from, 32)
  const d = v128.load(from, 48)
  const ab = i32x4.shuffle(a, b, 0, 4, 1, 5)
  const cd = i32x4.shuffle(c, d, 0, 4, 1, 5)
  const ef = i32x4.shuffle(a, b, 2, 6, 3, 7)
  const gh = i32x4.shuffle(c, d, 2, 6, 3, 7)
  v128.store(<usize>load<u32>(lanes) + offset, i64x2.shuffle(ab, cd, 0, 2))
  v128.store(<usize>load<u32>(lanes, 4) + offset, i64x2.shuffle(ab, cd, 1, 3))
  v128.store(<usize>load<u32>(lanes, 8) + offset, i64x2.shuffle(ef, gh, 0, 2))
  v128.store(<usize>load<u32>(lanes, 12) + offset, i64x2.shuffle(ef, gh, 1, 3))
}
