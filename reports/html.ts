import { escaped } from './escaped.ts'

/** Markup that is safe to write: made by {@link html}, or fixed text of our own by {@link trusted}. */
export interface Html {
  readonly [markup]: string
}

const markup = Symbol('markup')

/** What may be put into a template: everything but `Html` is escaped; `undefined` leaves nothing. */
export type HtmlValue = Html | string | number | undefined | readonly HtmlValue[]

/**
 * Template tag for markup. A value may stand between tags, in a double-quoted attribute, or in an
 * `href` after `#`; between the attributes of a tag only `Html` may. Anywhere else (a style, an event
 * handler, an address, an unquoted attribute) escaping would not help, and the template throws.
 * Indentation of the template is left out of the markup.
 */
export function html(fixed: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const { pieces, places } = examined(fixed)
  let text = pieces[0] ?? ''
  for (const [i, value] of values.entries())
    text += textOf(value, places[i] ?? 'text') + (pieces[i + 1] ?? '')
  return { [markup]: text }
}

/** Fixed text of our own that is markup already. Never takes anything from a run. */
export function trusted(text: string): Html {
  return { [markup]: text }
}

export function htmlText(value: Html): string {
  return value[markup]
}

/** Pieces joined by `separator`. */
export function joined(pieces: readonly HtmlValue[], separator: HtmlValue): Html {
  return html`${pieces.flatMap((piece, i) => (i === 0 ? [piece] : [separator, piece]))}`
}

type Place = 'text' | 'attribute' | 'tag'

function textOf(value: HtmlValue, place: Place): string {
  if (value === undefined) return ''
  if (typeof value === 'object') {
    if (Array.isArray(value)) return value.map((one: HtmlValue) => textOf(one, place)).join('')
    if (place === 'attribute') throw new TypeError('markup may not stand in an attribute')
    return (value as Html)[markup]
  }
  if (place === 'tag') throw new TypeError('only markup may stand between attributes')
  return escaped(String(value))
}

interface Examined {
  readonly pieces: readonly string[]
  /** Of each value. */
  readonly places: readonly Place[]
}

const known = new WeakMap<TemplateStringsArray, Examined>()

function examined(fixed: TemplateStringsArray): Examined {
  const seen = known.get(fixed)
  if (seen) return seen
  let before = ''
  const places = fixed.slice(0, -1).map((piece) => {
    before += piece
    const place = placeAfter(before)
    before += place === 'tag' ? '' : 'x'
    return place
  })
  const fresh = { pieces: fixed.map((piece) => piece.replace(/\n\s+/g, '\n')), places }
  known.set(fixed, fresh)
  return fresh
}

function placeAfter(before: string): Place {
  const tag = /<[^<>]*$/.exec(before)?.[0]
  if (tag === undefined) return 'text'
  if (/^<[a-z][\w-]*(?:\s+[\w:-]+(?:="[^"]*")?)*\s*$/i.test(tag)) return 'tag'
  const [, attribute = '', start = ''] = /\s([\w:-]+)="([^"]*)$/.exec(tag) ?? []
  const hostile = /^(?:on.*|style|src.*|action|formaction|)$/i.test(attribute)
  if (hostile || (/href$/i.test(attribute) && !start.startsWith('#')))
    throw new TypeError(`a value may not stand here: ${tag}`)
  return 'attribute'
}
