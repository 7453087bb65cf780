const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/**
 * Text that shows in HTML as it is: no markup, and nothing invisible that changes how the rest is
 * read. Control characters become their pictures (U+2400 …); marks of writing direction and other
 * invisible format characters (Unicode category Cf, but for the soft hyphen and the joiner of emoji)
 * become their code in brackets.
 */
export function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/[&<>"'`]/g, (sign) => entities[sign] ?? '')
      .replace(/\r\n/g, '\n')
      // oxlint-disable-next-line no-control-regex -- control characters are what this is about
      .replace(/[\u0000-\u0008\u000b-\u001f]/g, (sign) => String.fromCodePoint(0x2400 + code(sign)))
      .replace(
        /[\u007f-\u009f\u2028\u2029\ufffe\uffff]|(?!\u00ad|\u200d)\p{Cf}/gu,
        (sign) => `[U+${code(sign).toString(16).toUpperCase().padStart(4, '0')}]`,
      )
  )
}

const code = (sign: string) => sign.codePointAt(0) ?? 0
