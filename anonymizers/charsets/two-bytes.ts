/** Characters of two bytes, written as TextDecoder reads them; those of one byte beyond ASCII too. */
export function twoBytesOf({ decoder: name }: { readonly decoder: string }) {
  const decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true })
  const decode = (bytes: Uint8Array): string | undefined => {
    try {
      return decoder.decode(bytes)
    } catch {
      return undefined
    }
  }
  const codes = new Map<string, number>()
  const learn = (code: number, ...bytes: readonly number[]) => {
    const text = decode(Uint8Array.from(bytes))
    if (text !== undefined && oneCharacter.test(text) && !codes.has(text)) codes.set(text, code)
  }
  for (let first = 0x80; first < 0xff; first++) {
    if (!chinese.test(name)) learn(first, first)
    for (let second = 0x40; second < 0xff; second++) learn((first << 8) | second, first, second)
  }
  return { decode, codes: name === 'gb18030' ? ofFourBytes(codes, learn) : codes }
}

interface Codes {
  has(character: string): boolean
  get(character: string): number | undefined
}

/** GB 18030: what has no two bytes has four, beyond U+FFFF in the order of Unicode. */
function ofFourBytes(
  codes: Map<string, number>,
  learn: (code: number, ...bytes: readonly number[]) => void,
): Codes {
  const inOrder = (number: number) => [
    0x81 + Math.floor(number / 12_600),
    0x30 + (Math.floor(number / 1260) % 10),
    0x81 + (Math.floor(number / 10) % 126),
    0x30 + (number % 10),
  ]
  const codeOf = (bytes: readonly number[]) => bytes.reduce((code, byte) => code * 256 + byte, 0)
  for (let number = 0; number < basicPlane; number++) {
    const bytes = inOrder(number)
    learn(codeOf(bytes), ...bytes)
  }
  const beyond = (character: string) => {
    const point = character.codePointAt(0) ?? 0
    return point > 0xffff ? codeOf(inOrder(firstBeyond + point - 0x1_0000)) : undefined
  }
  return {
    has: (character) => codes.has(character) || beyond(character) !== undefined,
    get: (character) => codes.get(character) ?? beyond(character),
  }
}

/** So many codes of four bytes lie before 0x8431A439, the last within U+FFFF. */
const basicPlane = 39_420
/** The place of 0x90308130, which is U+10000. */
const firstBeyond = 189_000

const oneCharacter = /^.$/su

/** Where TextDecoder takes a single 0x80 for the sign of the euro, as Windows does and servers do not. */
const chinese = /^gb/
