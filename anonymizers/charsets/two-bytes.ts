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
    learn(first, first)
    for (let second = 0x40; second < 0xff; second++) learn((first << 8) | second, first, second)
  }
  return { decode, codes }
}

const oneCharacter = /^.$/su
