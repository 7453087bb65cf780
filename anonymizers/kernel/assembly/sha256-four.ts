/** SHA-256 (FIPS 180-4) of four messages side by side, one in each lane: see ../hmac-sha256.ts. */
import { message, state } from './lanes.ts'

/** Section 4.2.2. */
const constants: usize = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
])

function turn(x: v128, right: i32): v128 {
  return v128.or(i32x4.shr_u(x, right), i32x4.shl(x, 32 - right))
}

function add(x: v128, y: v128): v128 {
  return i32x4.add(x, y)
}

/** The next word takes the place of the one that is sixteen before it. */
function extend(round: u32): v128 {
  const at = message + ((round & 15) << 4)
  const x = v128.load(message + (((round + 1) & 15) << 4))
  const y = v128.load(message + (((round + 14) & 15) << 4))
  const first = v128.xor(v128.xor(turn(x, 7), turn(x, 18)), i32x4.shr_u(x, 3))
  const second = v128.xor(v128.xor(turn(y, 17), turn(y, 19)), i32x4.shr_u(y, 10))
  const seven = v128.load(message + (((round + 9) & 15) << 4))
  const word = add(add(v128.load(at), first), add(seven, second))
  v128.store(at, word)
  return word
}

/** Mixes a block of each lane into its state. The message is used up. */
export function compressFour(): void {
  let a = v128.load(state)
  let b = v128.load(state, 16)
  let c = v128.load(state, 32)
  let d = v128.load(state, 48)
  let e = v128.load(state, 64)
  let f = v128.load(state, 80)
  let g = v128.load(state, 96)
  let h = v128.load(state, 112)
  for (let round: u32 = 0; round < 64; round++) {
    const word = round < 16 ? v128.load(message + (round << 4)) : extend(round)
    const s1 = v128.xor(v128.xor(turn(e, 6), turn(e, 11)), turn(e, 25))
    const choice = v128.bitselect(f, g, e)
    const keyed = add(word, v128.load32_splat(constants + (round << 2)))
    const t1 = add(add(h, s1), add(choice, keyed))
    const s0 = v128.xor(v128.xor(turn(a, 2), turn(a, 13)), turn(a, 22))
    const t2 = add(s0, v128.bitselect(c, a, v128.xor(a, b)))
    h = g
    g = f
    f = e
    e = add(d, t1)
    d = c
    c = b
    b = a
    a = add(t1, t2)
  }
  mixed(0, a)
  mixed(16, b)
  mixed(32, c)
  mixed(48, d)
  mixed(64, e)
  mixed(80, f)
  mixed(96, g)
  mixed(112, h)
}

function mixed(at: usize, word: v128): void {
  v128.store(state + at, add(v128.load(state + at), word))
}
