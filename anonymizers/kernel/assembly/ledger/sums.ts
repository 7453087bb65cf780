/** What the fingerprints of a column come to: the twin of ../../../ledger/column-sums.ts. */

/** Words of `sums`: order, sum, squares, any, varied, rows. `first`: the number of the first row, from 0. */
export function addPrints(sums: usize, prints: usize, rows: u32, first: u32): void {
  if (rows === 0) return
  if (load<u32>(sums, 20) === 0) store<u32>(sums, load<u32>(prints), 12)
  const any = i32x4.splat(load<i32>(sums, 12))
  let order = i32x4.splat(0)
  let sum = i32x4.splat(0)
  let squares = i32x4.splat(0)
  let varied = i32x4.splat(0)
  let places = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3))
  const one = i32x4.splat(1)
  for (let row: u32 = 0; row < rows; row += 4) {
    const all = v128.load(prints + (row << 2))
    const inside = rows - row < 4 ? firstLanes(rows - row) : i32x4.splat(-1)
    const values = v128.and(all, inside)
    sum = i32x4.add(sum, values)
    squares = i32x4.add(squares, i32x4.mul(values, v128.or(values, one)))
    varied = v128.or(varied, v128.and(v128.xor(all, any), inside))
    order = i32x4.add(
      order,
      v128.and(mixed(v128.xor(all, i32x4.mul(places, i32x4.splat(0x9e3779b1)))), inside),
    )
    places = i32x4.add(places, i32x4.splat(4))
  }
  store<u32>(sums, load<u32>(sums) + lanesOf(order))
  store<u32>(sums, load<u32>(sums, 4) + lanesOf(sum), 4)
  store<u32>(sums, load<u32>(sums, 8) + lanesOf(squares), 8)
  if (v128.any_true(varied)) store<u32>(sums, 1, 16)
  store<u32>(sums, load<u32>(sums, 20) + rows, 20)
}

function firstLanes(count: u32): v128 {
  return i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3))
}

function lanesOf(all: v128): u32 {
  return (
    i32x4.extract_lane(all, 0) +
    i32x4.extract_lane(all, 1) +
    i32x4.extract_lane(all, 2) +
    i32x4.extract_lane(all, 3)
  )
}

/** The last step of murmur3 (Appleby): each bit depends on all. */
function mixed(words: v128): v128 {
  let h = v128.xor(words, i32x4.shr_u(words, 16))
  h = i32x4.mul(h, i32x4.splat(0x85ebca6b))
  h = v128.xor(h, i32x4.shr_u(h, 13))
  h = i32x4.mul(h, i32x4.splat(0xc2b2ae35))
  return v128.xor(h, i32x4.shr_u(h, 16))
}
