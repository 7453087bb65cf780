/** Digits of a Polish tax number, however it is spelled; undefined when it is none. */
export function canonicalNip(text: string | null | undefined): string | undefined {
  const digits = (text ?? '').replace(/^\s*PL/i, '').replaceAll(/[\s-]/g, '')
  return /^\d{10}$/.test(digits) ? digits : undefined
}

/** EU VAT number without blanks, in capitals; undefined when it has no country. */
export function canonicalVatNumber(text: string | null | undefined): string | undefined {
  const plain = (text ?? '').replaceAll(/[\s.-]/g, '').toUpperCase()
  return /^[A-Z]{2}[0-9A-Z+*]{2,12}$/.test(plain) ? plain : undefined
}

/** A mailbox whose owner types it with or without capitals. */
export function canonicalEmail(text: string): string {
  return text.trim().toLowerCase()
}

/** National number for Poland, `+…` for others. */
export function canonicalPhone(text: string | null): string | null {
  if (text === null) return null
  const plain = text.replaceAll(/[^\d+]/g, '').replace(/^00/, '+')
  return plain.replace(/^\+48/, '') || null
}

/** `ul. Polna 12A/3` → street and house number; the number is empty when the line has none. */
export function splitStreet(line: string): { readonly street: string; readonly house: string } {
  const text = line.trim().replace(/^ul\.\s*/i, '')
  const [, street, house] =
    /^(.*?\S)\s+(\d\S*(?:\s*(?:m\.?|lok\.?|\/)\s*\d+\S*)?)$/i.exec(text) ?? []
  return street === undefined || house === undefined
    ? { street: text, house: '' }
    : { street, house }
}
