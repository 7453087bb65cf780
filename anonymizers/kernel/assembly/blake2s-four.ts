/** BLAKE2s of four messages side by side, one in each lane: see ./blake2s.ts. */
import { counts, message, state } from './lanes.ts'

/** RFC 7693, section 2.7, times sixteen: offsets of the message words. */
const sigma: usize = memory.data<u8>([
  0, 16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 224, 160, 64, 128, 144,
  240, 208, 96, 16, 192, 0, 32, 176, 112, 80, 48, 176, 128, 192, 0, 80, 32, 240, 208, 160, 224, 48,
  96, 112, 16, 144, 64, 112, 144, 48, 16, 208, 192, 176, 224, 32, 96, 80, 160, 64, 0, 240, 128, 144,
  0, 80, 112, 32, 64, 160, 240, 224, 16, 176, 192, 96, 128, 48, 208, 32, 192, 96, 160, 0, 176, 128,
  48, 64, 208, 112, 80, 240, 224, 16, 144, 192, 80, 16, 240, 224, 208, 64, 160, 0, 112, 96, 48, 144,
  32, 128, 176, 208, 176, 112, 224, 192, 16, 48, 144, 80, 0, 240, 64, 128, 96, 32, 160, 96, 240,
  224, 144, 176, 48, 0, 128, 192, 32, 208, 112, 16, 64, 160, 80, 160, 32, 128, 64, 112, 96, 16, 80,
  240, 176, 144, 224, 48, 192, 208, 0,
])

function word(place: usize): v128 {
  return v128.load(message + load<u8>(place))
}

function turn16(x: v128): v128 {
  return i8x16.shuffle(x, x, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)
}

function turn12(x: v128): v128 {
  return v128.or(i32x4.shr_u(x, 12), i32x4.shl(x, 20))
}

function turn8(x: v128): v128 {
  return v128.or(i32x4.shr_u(x, 8), i32x4.shl(x, 24))
}

function turn7(x: v128): v128 {
  return v128.or(i32x4.shr_u(x, 7), i32x4.shl(x, 25))
}

/** Mixes the last block of each lane into its state. */
export function compressFour(): void {
  let v0 = v128.load(state)
  let v1 = v128.load(state, 16)
  let v2 = v128.load(state, 32)
  let v3 = v128.load(state, 48)
  let v4 = v128.load(state, 64)
  let v5 = v128.load(state, 80)
  let v6 = v128.load(state, 96)
  let v7 = v128.load(state, 112)
  let v8 = i32x4.splat(0x6a09e667)
  let v9 = i32x4.splat(0xbb67ae85)
  let va = i32x4.splat(0x3c6ef372)
  let vb = i32x4.splat(0xa54ff53a)
  let vc = v128.xor(i32x4.splat(0x510e527f), v128.load(counts))
  let vd = i32x4.splat(0x9b05688c)
  let ve = i32x4.splat(~0x1f83d9ab)
  let vf = i32x4.splat(0x5be0cd19)
  for (let s = sigma; s < sigma + 160; s += 16) {
    v0 = i32x4.add(i32x4.add(v0, v4), word(s))
    vc = turn16(v128.xor(vc, v0))
    v8 = i32x4.add(v8, vc)
    v4 = turn12(v128.xor(v4, v8))
    v0 = i32x4.add(i32x4.add(v0, v4), word(s + 1))
    vc = turn8(v128.xor(vc, v0))
    v8 = i32x4.add(v8, vc)
    v4 = turn7(v128.xor(v4, v8))

    v1 = i32x4.add(i32x4.add(v1, v5), word(s + 2))
    vd = turn16(v128.xor(vd, v1))
    v9 = i32x4.add(v9, vd)
    v5 = turn12(v128.xor(v5, v9))
    v1 = i32x4.add(i32x4.add(v1, v5), word(s + 3))
    vd = turn8(v128.xor(vd, v1))
    v9 = i32x4.add(v9, vd)
    v5 = turn7(v128.xor(v5, v9))

    v2 = i32x4.add(i32x4.add(v2, v6), word(s + 4))
    ve = turn16(v128.xor(ve, v2))
    va = i32x4.add(va, ve)
    v6 = turn12(v128.xor(v6, va))
    v2 = i32x4.add(i32x4.add(v2, v6), word(s + 5))
    ve = turn8(v128.xor(ve, v2))
    va = i32x4.add(va, ve)
    v6 = turn7(v128.xor(v6, va))

    v3 = i32x4.add(i32x4.add(v3, v7), word(s + 6))
    vf = turn16(v128.xor(vf, v3))
    vb = i32x4.add(vb, vf)
    v7 = turn12(v128.xor(v7, vb))
    v3 = i32x4.add(i32x4.add(v3, v7), word(s + 7))
    vf = turn8(v128.xor(vf, v3))
    vb = i32x4.add(vb, vf)
    v7 = turn7(v128.xor(v7, vb))

    v0 = i32x4.add(i32x4.add(v0, v5), word(s + 8))
    vf = turn16(v128.xor(vf, v0))
    va = i32x4.add(va, vf)
    v5 = turn12(v128.xor(v5, va))
    v0 = i32x4.add(i32x4.add(v0, v5), word(s + 9))
    vf = turn8(v128.xor(vf, v0))
    va = i32x4.add(va, vf)
    v5 = turn7(v128.xor(v5, va))

    v1 = i32x4.add(i32x4.add(v1, v6), word(s + 10))
    vc = turn16(v128.xor(vc, v1))
    vb = i32x4.add(vb, vc)
    v6 = turn12(v128.xor(v6, vb))
    v1 = i32x4.add(i32x4.add(v1, v6), word(s + 11))
    vc = turn8(v128.xor(vc, v1))
    vb = i32x4.add(vb, vc)
    v6 = turn7(v128.xor(v6, vb))

    v2 = i32x4.add(i32x4.add(v2, v7), word(s + 12))
    vd = turn16(v128.xor(vd, v2))
    v8 = i32x4.add(v8, vd)
    v7 = turn12(v128.xor(v7, v8))
    v2 = i32x4.add(i32x4.add(v2, v7), word(s + 13))
    vd = turn8(v128.xor(vd, v2))
    v8 = i32x4.add(v8, vd)
    v7 = turn7(v128.xor(v7, v8))

    v3 = i32x4.add(i32x4.add(v3, v4), word(s + 14))
    ve = turn16(v128.xor(ve, v3))
    v9 = i32x4.add(v9, ve)
    v4 = turn12(v128.xor(v4, v9))
    v3 = i32x4.add(i32x4.add(v3, v4), word(s + 15))
    ve = turn8(v128.xor(ve, v3))
    v9 = i32x4.add(v9, ve)
    v4 = turn7(v128.xor(v4, v9))
  }
  mixed(0, v0, v8)
  mixed(16, v1, v9)
  mixed(32, v2, va)
  mixed(48, v3, vb)
  mixed(64, v4, vc)
  mixed(80, v5, vd)
  mixed(96, v6, ve)
  mixed(112, v7, vf)
}

function mixed(at: usize, first: v128, second: v128): void {
  v128.store(state + at, v128.xor(v128.load(state + at), v128.xor(first, second)))
}
