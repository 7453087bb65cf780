/** Signs of e-mail addresses in words, in English and Polish; the twin of ../../../ledger/spelled-signs.ts. */
import { fromOf, toOf } from './words.ts'

/** The sign that the word stands for; 0: none. */
export function signOf(word: u32): u32 {
  const from = fromOf(word)
  const length = <u32>(toOf(word) - from)
  const four = load<u32>(from) | 0x20202020
  // `at`, `malp` and `a`
  if (length === 2) return (four & 0xffff) === 0x7461 ? 0x40 : 0
  if (length === 5) return four === 0x706c616d && (load<u8>(from, 4) | 0x20) === 0x61 ? 0x40 : 0
  // `dot`, `krop` and `ka`
  if (length === 3) return (four & 0xffffff) === 0x746f64 ? 0x2e : 0
  if (length === 6)
    return four === 0x706f726b && (load<u16>(from, 4) | 0x2020) === 0x616b ? 0x2e : 0
  return 0
}

/** Not 0 for all words that {@link signOf} knows, and few others. Without a branch: what words are follows no rule. */
export function mayBeSign(word: u32): u32 {
  const from = fromOf(word)
  const length = <u32>(toOf(word) - from)
  const four = load<u32>(from) | 0x20202020
  return (
    (<u32>((four & 0xffff) === 0x7461) & <u32>(length === 2)) |
    (<u32>((four & 0xffffff) === 0x746f64) & <u32>(length === 3)) |
    <u32>(four === 0x706c616d) |
    <u32>(four === 0x706f726b)
  )
}

/** Whether the sign stands between the word and the one before. */
export function isBehind(word: u32, sign: u32): bool {
  for (let at = toOf(word - 1); at < fromOf(word); at++) if (load<u8>(at) === sign) return true
  return false
}
