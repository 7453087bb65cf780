import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { access } from 'node:fs/promises'
import { systemClock } from '../../core/clock.ts'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { childEnvironment } from '../../core/secrets.ts'
import { defineCommand, type CommandContext } from '../command.ts'

export default defineCommand({
  name: 'report',
  summary: 'make the report of a finished run again, or open it',
  usage: 'build|open RUNFOLDER',
  options: {},
  details: `
RUNFOLDER is what \`poligon test\` left in reports/output/. \`build\` reads messages.ndjson there and
writes report.html, junit.xml and run.json; its exit code says whether that worked, not how the run
ended. \`open\` shows report.html in the browser.

  poligon report build reports/output/2026-11-23-0841
`,
  async run(context) {
    const [verb, folder, ...rest] = context.positionals
    if ((verb !== 'build' && verb !== 'open') || folder === undefined || rest.length > 0)
      throw new PoligonError('POLIGON_USAGE', {
        what: say`The command report takes a verb and one folder.`,
        remedy: say`Write \`poligon report build RUNFOLDER\` or \`poligon report open RUNFOLDER\`.`,
      })
    const { refuseExpiredReport } = await import('../../reports/index.ts')
    await refuseExpiredReport(folder, systemClock)
    return verb === 'build' ? build(folder, context) : open(folder, context)
  },
})

async function build(folder: string, context: CommandContext): Promise<number> {
  const { rebuildReport, verdict } = await import('../../reports/index.ts')
  const { record, files } = await rebuildReport(folder)
  const { counts } = verdict(record)
  if (context.json)
    context.print(`${JSON.stringify({ counts, duration: record.duration, report: files.html })}\n`)
  else {
    context.log.info(say`${record.scenarios.length} scenarios, ${counts.failed} failed.`)
    context.print(`${files.html}\n`)
  }
  return 0
}

async function open(folder: string, context: CommandContext): Promise<number> {
  const file = join(folder, 'report.html')
  await access(file).catch((cause: unknown) => {
    throw new PoligonError('POLIGON_REPORT', {
      what: say`There is no report in ${name(folder)}.`,
      remedy: say`Make it with \`poligon report build ${name(folder)}\`.`,
      cause,
    })
  })
  context.print(context.json ? `${JSON.stringify({ report: file })}\n` : `${file}\n`)
  await show(file)
  return 0
}

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['explorer'],
}

function show(file: string): Promise<void> {
  const [program, ...args] = openers[process.platform] ?? ['xdg-open']
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args, file], {
      detached: true,
      stdio: 'ignore',
      env: childEnvironment(),
    })
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
    child.once('error', (cause) =>
      reject(
        new PoligonError('POLIGON_MISSING_PROGRAM', {
          what: say`The program ${name(program)}, which opens files in a browser, is not here.`,
          remedy: say`Open the printed file yourself.`,
          cause,
        }),
      ),
    )
  })
}
