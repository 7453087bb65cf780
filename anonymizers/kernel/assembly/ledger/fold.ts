/** The twin of ../fold.ts, whose tables it is given: letters without marks, other letters in lower case. */

let letters: usize = 0
let additional: usize = 0

/** `table`: for U+0000 to U+05FF, `more`: for U+1E00 to U+1EFF, 16 bits each; see ../fold.ts. */
export function setFolding(table: usize, more: usize): void {
  letters = table
  additional = more
}

const skipped: u32 = 0xffff
const asLetter: u32 = 0x8000

let out: usize = 0

function put(entry: u32): void {
  if (entry === skipped) return
  if (entry >= asLetter) {
    const code = entry & 0x7fff
    store<u8>(out, 0xc0 | (code >> 6))
    store<u8>(out, 0x80 | (code & 0x3f), 1)
    out += 2
    return
  }
  store<u8>(out++, entry & 0xff)
  if (entry > 0xff) store<u8>(out++, entry >> 8)
}

function isMore(at: usize, end: usize, count: u32): bool {
  if (at + count > end) return false
  for (let i: u32 = 0; i < count; i++) if ((load<u8>(at + i) & 0xc0) !== 0x80) return false
  return true
}

/** Writes `[from, end)` to `to` and returns the end there: never longer. 16 bytes behind must be readable. */
export function fold(from: usize, end: usize, to: usize): usize {
  out = to
  let at = from
  while (at < end) {
    const bytes = v128.load(at)
    const high = <u32>i8x16.bitmask(bytes)
    v128.store(out, bytes)
    const plain: usize = high === 0 ? <usize>16 : <usize>ctz(high)
    if (at + plain >= end) return out + (end - at)
    at += plain
    out += plain
    if (plain === 16) continue
    at += foldOne(at, end)
  }
  return out
}

/** How many bytes the character at `at` has; what it becomes is written. */
function foldOne(at: usize, end: usize): usize {
  const first: u32 = load<u8>(at)
  if (first >= 0xc2 && first < 0xe0 && isMore(at + 1, end, 1)) {
    const code = ((first & 0x1f) << 6) | (load<u8>(at, 1) & 0x3f)
    if (code < 0x600) put(load<u16>(letters + (code << 1)))
    else put(asLetter | code)
    return 2
  }
  if (first >= 0xe0 && first < 0xf0 && isMore(at + 1, end, 2)) {
    foldThree(
      at,
      ((first & 0x0f) << 12) | ((load<u8>(at, 1) & 0x3f) << 6) | (load<u8>(at, 2) & 0x3f),
    )
    return 3
  }
  if (first >= 0xf0 && first < 0xf5 && isMore(at + 1, end, 3)) {
    if (load<u8>(at, 1) === 0x9f) store<u8>(out++, 0x20)
    else {
      store<u32>(out, load<u32>(at))
      out += 4
    }
    return 4
  }
  store<u8>(out++, 0x20)
  return 1
}

/** Zero width, joiners, directions, forms of the sign before, and the mark at the beginning of files. */
function isUnseen(code: u32): bool {
  return (
    code - 0x200b < 5 ||
    code - 0x202a < 5 ||
    code - 0x2060 < 16 ||
    code - 0xfe00 < 16 ||
    code === 0xfeff
  )
}

function foldThree(at: usize, code: u32): void {
  if (code >= 0x1e00 && code < 0x1f00) return put(load<u16>(additional + ((code - 0x1e00) << 1)))
  if (isUnseen(code)) return
  if (code >= 0xff01 && code < 0xff5f) {
    store<u8>(out++, code - 0xfee0)
    return
  }
  if ((code >= 0x2000 && code < 0x2c00) || (code >= 0x3000 && code < 0x3040)) {
    store<u8>(out++, 0x20)
    return
  }
  store<u16>(out, load<u16>(at))
  store<u8>(out, load<u8>(at, 2), 2)
  out += 3
}
