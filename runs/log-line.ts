/** Levels that steps and reports speak of. */
export type LogLevel = 'ERROR' | 'WARN' | 'INFO' | 'DEBUG'

export interface LogLine {
  readonly level: LogLevel
  readonly text: string
}

const skipped = new Set(['level', 'severity', 'msg', 'message', 'time', 'timestamp', 'ts', 'pid'])

/** Reads a line of a log: a JSON object (pino, bunyan, winston, Monolog), else text with a level in it. */
export function readLogLine(line: string): LogLine {
  const fields = line.startsWith('{') ? parseObject(line) : undefined
  if (!fields) return { level: levelInText(line), text: line }
  const text = fields['msg'] ?? fields['message'] ?? ''
  const rest = Object.entries(fields)
    .filter(([key, value]) => !skipped.has(key) && value !== null && typeof value !== 'object')
    .map(([key, value]) => `${key}=${String(value)}`)
  return {
    level: levelOf(fields['level'] ?? fields['severity']),
    text: [typeof text === 'string' ? text : JSON.stringify(text), ...rest].join(' '),
  }
}

/** Numbers are pino's and bunyan's: 20 debug, 30 info, 40 warn, 50 error, 60 fatal. */
function levelOf(level: unknown): LogLevel {
  if (typeof level === 'number')
    return level >= 50 ? 'ERROR' : level >= 40 ? 'WARN' : level >= 30 ? 'INFO' : 'DEBUG'
  return typeof level === 'string' ? named(level) : 'INFO'
}

function levelInText(line: string): LogLevel {
  const start = line.slice(0, 100)
  const word =
    /(?:^|[\s[(<|])(fatal|critical|error|warning|warn|info|notice|debug|trace)(?=$|[\s\])>|:,])/i.exec(
      start,
    )?.[1]
  if (word) return named(word)
  return /^(?:Uncaught|\w*Error\b|\w*Exception\b)/.test(start) ? 'ERROR' : 'INFO'
}

function named(word: string): LogLevel {
  if (/^(fatal|crit|err|emerg|alert|panic)/i.test(word)) return 'ERROR'
  if (/^warn/i.test(word)) return 'WARN'
  return /^(debug|trace|verbose|silly)/i.test(word) ? 'DEBUG' : 'INFO'
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
