/** One byte a character, and the characters of the bytes from 128 on. */
export type SingleByte =
  | {
      readonly kind: 'single-byte'
      readonly decoder: string
      /** The bytes from 128 to 159 are control characters, which Windows gives letters. */
      readonly controls?: true
    }
  | { readonly kind: 'listed'; readonly upper: string }

export function singleByteOf(form: SingleByte) {
  const upper = form.kind === 'listed' ? form.upper.split('') : decoded(form)
  const codes = new Map<string, number>()
  for (const [at, character] of upper.entries())
    if (character !== undefined) codes.set(character, at + 128)
  return {
    codes,
    decode: (bytes: Uint8Array): string | undefined => {
      let text = ''
      for (let at = 0; at < bytes.length; at++) {
        const code = bytes[at] as number
        const character = code < 128 ? String.fromCharCode(code) : upper[code - 128]
        if (character === undefined) return undefined
        text += character
      }
      return text
    },
  }
}

function decoded(form: SingleByte & { kind: 'single-byte' }): (string | undefined)[] {
  const decoder = new TextDecoder(form.decoder, { fatal: true })
  return Array.from({ length: 128 }, (_, at) => {
    if (form.controls && at < 32) return String.fromCharCode(at + 128)
    try {
      return decoder.decode(Uint8Array.of(at + 128))
    } catch {
      return undefined
    }
  })
}
