/** What the fingerprints of a column come to: the twin of ../../../ledger/column-sums.ts. */

/** Words of `sums`: chain, sum, squares, last, varied, rows. */
export function addPrints(sums: usize, prints: usize, rows: u32): void {
  let chain = load<u32>(sums)
  let all = load<u32>(sums, 4)
  let squares = load<u32>(sums, 8)
  let last = load<u32>(sums, 12)
  let varied = load<u32>(sums, 16)
  if (rows > 0 && load<u32>(sums, 20) === 0) last = load<u32>(prints)
  for (let row: u32 = 0; row < rows; row++) {
    const print = load<u32>(prints + (row << 2))
    varied |= print ^ last
    last = print
    chain = (chain ^ print) * 0x9e3779b1
    chain ^= chain >> 15
    all += print
    squares += print * (print | 1)
  }
  store<u32>(sums, chain)
  store<u32>(sums, all, 4)
  store<u32>(sums, squares, 8)
  store<u32>(sums, last, 12)
  store<u32>(sums, varied, 16)
  store<u32>(sums, load<u32>(sums, 20) + rows, 20)
}
