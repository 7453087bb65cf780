import type { JournalEvent } from '../../core/contracts/journal.ts'
import { html, type Html } from '../html.ts'
import type { Texts } from '../texts.ts'
import type { Mark, TimelineLayout } from './layout.ts'

/** How the steps of an attempt are told in a drawing: their number, and whether they went wrong. */
export type StepLabel = (step: string) => { readonly number: string; readonly bad: boolean }

/** So that a lane keeps its name in sight where the drawing is scrolled. */
const labelEvery = 800

/** A static picture of a timeline. All it tells stands in the table of events too. */
export function timelineDrawing(layout: TimelineLayout, labelOf: StepLabel, texts: Texts): Html {
  const { width, height, lanes, marks, bands } = layout
  const bottom = height - 20
  const repeats = Array.from(
    { length: 1 + Math.floor(Math.max(0, width - labelEvery / 2) / labelEvery) },
    (_, i) => i * labelEvery + 4,
  )
  return html`<svg
    class="timeline"
    role="img"
    aria-label="${texts.say('timelineTitle')}"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
  >
    ${bands.map((band, i) => {
      const { number, bad } = labelOf(band.step)
      return html`<rect
          class="band${bad ? ' bad' : i % 2 ? ' odd' : ''}"
          x="${band.x}"
          y="18"
          width="${band.width}"
          height="${bottom - 18}"
        /><text class="step${bad ? ' bad' : ''}" x="${band.x + 3}" y="12"
          >${number}${bad ? ' ✗' : ''}${band.width > 74 ? ` +${texts.duration(band.after)}` : ''}</text
        >`
    })}${lanes.map(
      ({ name, y }) =>
        html`<path class="lane" d="M0 ${y}H${width}" />${repeats.map(
            (x) => html`<text class="system" x="${x}" y="${y - 5}">${short(name)}</text>`,
          )}`,
    )}${marks.map((mark) => drawMark(mark, height - 6))}
  </svg>`
}

function drawMark({ event, number, x, y, toY }: Mark, foot: number): Html {
  const line = y === toY ? undefined : html`<path class="call" d="M${x} ${y}V${toY}" />`
  const bad = event.problem !== undefined
  const end = bad ? shapes.problem(x, toY) : shapes[shapeOf[event.kind]](x, toY)
  return html`${line}${end}<text class="number${bad ? ' bad' : ''}" x="${x}" y="${foot}"
      >${number}</text
    >`
}

const shapes = {
  problem: (x: number, y: number) => html`<path class="problem" d="M${x} ${y - 7}l7 7-7 7-7-7z" />`,
  call: (x: number, y: number) => html`<circle class="end" cx="${x}" cy="${y}" r="4" />`,
  thing: (x: number, y: number) => html`<path class="end" d="M${x - 4} ${y - 4}h8v8h-8z" />`,
  line: (x: number, y: number) => html`<path class="tick" d="M${x} ${y - 6}v12" />`,
}

const shapeOf: Readonly<Record<JournalEvent['kind'], keyof typeof shapes>> = {
  http: 'call',
  soap: 'call',
  graphql: 'call',
  webhook: 'call',
  file: 'thing',
  sql: 'thing',
  mail: 'thing',
  queue: 'thing',
  log: 'line',
  fault: 'line',
  time: 'line',
  step: 'line',
}

const short = (name: string) => (name.length > 12 ? `${name.slice(0, 11)}…` : name)
