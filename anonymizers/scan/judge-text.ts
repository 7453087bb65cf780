import type { Content } from './content.ts'
import type { NameMeaning } from './name-meaning.ts'
import { percent, round, verdict, type Judged, type Verdict } from './verdict.ts'

/** Notes and messages, by their names: what people write, or a program. */
export function byNote(
  { meaning, strength, words }: NameMeaning,
  { surroundings, fits, content, samples: { filled } }: Judged,
): Verdict | undefined {
  const { role, aboutPersons, talks, contact } = surroundings
  const { inside, prose, values } = content
  if (!fits('free_text')) return undefined
  const weak = meaning === 'weak note'
  const near = weak
    ? talks ||
      (contact && prose > 0 && role !== 'thing') ||
      (aboutPersons && role !== 'thing' && prose > 0)
    : role === 'person' || role === 'deed' || (aboutPersons && role !== 'thing')
  if (inside === 0 && filled >= (weak ? 12 : 20) && (weak || isOfProgram(content, filled)))
    return undefined
  let confidence = near
    ? strength - (weak ? 0.1 : 0)
    : strength - (role !== 'thing' && ofSomebody.test(words) ? 0.3 : 0.45)
  const evidence = [`name: ${words}`]
  if (near) evidence.push(`table: ${role}`)
  if (filled > 0 && prose < 0.2 && inside === 0 && !(values < 4 && prose > 0)) confidence -= 0.35
  if (inside > 0) {
    confidence += 0.25
    evidence.push(`values: ${percent(inside)} with persons inside`)
  }
  return { kind: 'free_text', confidence: round(Math.min(0.95, confidence)), evidence }
}

/** `customer note`, `private notes`: written by somebody about somebody, in whatever table. */
const ofSomebody =
  /^(?:customer|buyer|private|public|staff|internal)(?:note|message|comment)s?$|^note(?:private|public)$/

/** A few texts over and over: those of a program, and not of people. */
const isOfProgram = ({ values }: Content, filled: number): boolean =>
  values <= 3 || (values < 12 && values <= filled / 3)

/** Text that says nothing by its name and holds persons all the same. */
export function byText({ fits, surroundings, refers, content }: Judged): Verdict | undefined {
  const { inside, values, shares } = content
  // Names alone are no text about somebody.
  if ((shares.full_name ?? 0) >= 0.5) return undefined
  if (inside === 0 || refers || !fits('free_text')) return undefined
  const { role, aboutPersons } = surroundings
  const near = role === 'person' || role === 'deed' || aboutPersons
  const enough = near ? 0.03 : 0.06
  if (inside < enough || (!near && inside * values < 2 && inside < 0.3)) return undefined
  const confidence =
    (near ? 0.6 : 0.5) + Math.min(0.3, inside * 0.4) - (values < 3 && !near ? 0.2 : 0)
  return verdict('free_text', round(confidence), `values: ${percent(inside)} with persons inside`)
}
