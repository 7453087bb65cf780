import type { UrlProgram } from '../programs/text-programs.ts'
import { ByteWriter } from './byte-writer.ts'
import { isDigit, isLetter } from './canonical.ts'
import type { Kernel } from './kernel.ts'
import { BitStream, ownSubject } from './keyed-hash.ts'
import { outcome, type Step } from './step.ts'

const schemes = /^(?:https?|wss?|ftps?|sftp):$/i

/** Words of paths that say what is there and never who; all in lower case. */
const known = new Set(
  `account admin api assets blog callback cancel cart catalog categories category checkout cms content css customer
  customers de en feed file files fr home image images img index it js login logout media module modules my-account
  notify oauth oauth2 order orders page pages panel payment payments pl post posts product products public register
  rest return rma search shop static status store success tracking upload uploads user users v1 v2 v3 wc webhook
  webhooks wp-admin wp-content wp-includes wp-json`.split(/\s+/),
)

/** What a name may end in. */
const extension = /\.(?:aspx?|css|csv|gif|html?|jpe?g|js|json|pdf|php|png|svg|txt|webp|xml|zip)$/i

/** From this draw on no word of a path counts as known: draws with them gave nothing but the input. */
const firstWithoutKnown = 8
const mostAttempts = 100

/** Compiles the treatment of addresses of the web. What has neither letter nor digit (`/`) stays. */
export function compileUrl({ subject, maxLength = Infinity }: UrlProgram, kernel: Kernel): Step {
  const ofHost = kernel.hash.subjects(`${subject.domain}/host`, 'email')
  const ofPart = kernel.hash.subjects(subject.domain, 'exact')
  const bits = new BitStream(kernel.hash.purpose(`pieces/${subject.domain}`))
  const words = ownSubject()
  const scratch = new ByteWriter()
  let attempt = 0

  /** Other letters and digits in the same places; one letter for each character of other alphabets. */
  function scrambled(part: string): string {
    if (part === '') return ''
    ofPart(Buffer.from(part), words)
    bits.start(words, attempt)
    scratch.length = 0
    for (const character of part.replace(/%[0-9a-f]{2}/gi, 'a')) {
      const code = character.codePointAt(0) ?? 0
      if (isDigit(code)) scratch.byte(48 + bits.below(10))
      else if (code >= 0x80) scratch.byte(0x61 + bits.below(26))
      else if (isLetter(code)) scratch.byte((code & 0xe0) + 1 + bits.below(26))
      else scratch.byte(code)
    }
    return Buffer.from(scratch.view()).toString()
  }

  function host(text: string): string {
    ofHost(Buffer.from(text), words)
    bits.start(words, attempt)
    const letters = Array.from(
      { length: 13 },
      () => 'abcdefghijklmnopqrstuvwxyz234567'[bits.below(32)],
    )
    return `${letters.join('')}.example`
  }

  const isKnown = (word: string) => attempt < firstWithoutKnown && known.has(word.toLowerCase())

  function segment(text: string): string {
    if (isKnown(text)) return text
    const ending = extension.exec(text)?.[0] ?? ''
    const base = text.slice(0, text.length - ending.length)
    return (isKnown(base) ? base : scrambled(base)) + ending
  }

  function parameter(text: string): string {
    const [name = '', ...rest] = text.split('=')
    if (rest.length === 0) return scrambled(text)
    const kept = /^[a-z_]{1,20}$/.test(name) ? name : scrambled(name)
    return `${kept}=${scrambled(rest.join('='))}`
  }

  function masked(text: string): string {
    const {
      scheme = '',
      authority = '',
      path = '',
      query,
      fragment,
    } = parts.exec(text)?.groups ?? {}
    const port = /:\d{1,5}$/.exec(authority)?.[0] ?? ''
    const name = authority.slice(0, authority.length - port.length).replace(/^.*@/s, '')
    return [
      scheme === '' || schemes.test(scheme.slice(0, -2)) || scheme === '//' ? scheme : 'https://',
      authority === '' ? '' : host(name) + port,
      path.split('/').map(segment).join('/'),
      query === undefined ? '' : `?${query.split('&').map(parameter).join('&')}`,
      fragment === undefined ? '' : `#${scrambled(fragment)}`,
    ].join('')
  }

  return (value, _row, out) => {
    if (value === null || value.length === 0) return outcome.kept
    const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString()
    for (attempt = 0; attempt < mostAttempts; attempt++) {
      const mask = masked(text).slice(0, maxLength)
      if (mask === text) continue
      out.copy(Buffer.from(mask))
      return outcome.written
    }
    return outcome.kept
  }
}

/** RFC 3986, appendix B; what begins neither with a scheme nor with `/` begins with a host. */
const parts =
  /^(?<scheme>(?:[a-z][a-z0-9+.-]*:)?\/\/)?(?<authority>[^/?#]*)(?<path>[^?#]*)(?:\?(?<query>[^#]*))?(?:#(?<fragment>.*))?$/is
