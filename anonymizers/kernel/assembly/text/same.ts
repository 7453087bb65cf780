export function isSame(one: usize, other: usize, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) if (load<u8>(one + i) !== load<u8>(other + i)) return false
  return true
}

/** Does the text of that length end so? A list is how many, and for each where it stands and how many bytes. */
export function endsWithOneOf(text: usize, length: u32, list: usize): bool {
  let one = list + 4
  for (let left: u32 = load<u32>(list); left > 0; left--, one += 8) {
    const size: u32 = load<u32>(one, 4)
    if (size <= length && isSame(text + (length - size), load<u32>(one), size)) return true
  }
  return false
}
