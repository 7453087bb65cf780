import { z } from 'zod'
import { refuse } from '../fit.ts'
import { say } from '../../core/redacted.ts'
import type { Program } from '../programs/program.ts'
import { defineTransformer } from '../transformer.ts'

const chrome = (platform: string, version: number, mobile = '') =>
  `Mozilla/5.0 (${platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0${mobile} Safari/537.36`
const firefox = (platform: string, version: number) =>
  `Mozilla/5.0 (${platform}; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`
const versions = [126, 128, 130, 131, 133]

/** In the reduced form of today's browsers, which tells no device from another. */
const agents = {
  desktop: [
    ...[
      'Windows NT 10.0; Win64; x64',
      'Macintosh; Intel Mac OS X 10_15_7',
      'X11; Linux x86_64',
    ].flatMap((platform) => versions.map((version) => chrome(platform, version))),
    ...['Windows NT 10.0; Win64; x64', 'X11; Linux x86_64'].flatMap((platform) =>
      versions.map((version) => firefox(platform, version)),
    ),
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15',
  ],
  mobile: [
    ...versions.map((version) => chrome('Linux; Android 10; K', version, ' Mobile')),
    ...['17_6', '18_0', '18_1'].map(
      (version) =>
        `Mozilla/5.0 (iPhone; CPU iPhone OS ${version} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version.replace('_', '.')} Mobile/15E148 Safari/604.1`,
    ),
    ...versions.map((version) => firefox('Android 14; Mobile', version)),
  ],
  robot: ['ExampleBot/1.0', 'ExampleBot/1.1', 'ExampleBot/2.0 (+https://robot.example)'],
}

/** A browser of today, or an invented robot; phones stay phones and robots stay robots. */
export default defineTransformer({
  name: 'userAgent',
  describe: 'Replaces the name that a browser gives itself by a common one of the same class.',
  kinds: ['user_agent'],
  params: z.strictObject({}),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    {
      input:
        'Mozilla/5.0 (Linux; Android 13; SM-G991B) AppleWebKit/537.36 Chrome/112.0 Mobile Safari/537.36',
      matches: /^Mozilla\/5\.0 \((?:Linux; Android 10; K|iPhone|Android 14).*Mobile/,
    },
    { input: 'Mozilla/5.0 (Windows NT 6.1) Firefox/52.0', matches: /^Mozilla\/5\.0 (?!.*Mobile)/ },
    { input: 'Googlebot/2.1', matches: /^ExampleBot\// },
  ],
  compile(_params, column) {
    const render = (texts: readonly string[]): Program | undefined => {
      const fitting = texts.filter(({ length }) => length <= (column.maxLength ?? Infinity))
      if (fitting.length < 2) return undefined
      return {
        op: 'render',
        subject: { domain: 'userAgent', canonical: 'text', follows: 'value' },
        pieces: [{ piece: 'one-of', texts: fitting }],
      }
    }
    const robot = render(agents.robot)
    const desktop = render(agents.desktop) ?? robot
    const mobile = render(agents.mobile) ?? desktop
    if (!robot || !desktop || !mobile)
      throw refuse('userAgent', column, say`no name of a browser fits`, say`Drop the value.`)
    return {
      op: 'by-shape',
      cases: [
        ...['bot', 'Bot', 'crawl', 'spider', 'curl'].map((contains) => ({
          contains,
          program: robot,
        })),
        ...['Mobile', 'Android', 'iPhone'].map((contains) => ({ contains, program: mobile })),
      ],
      otherwise: desktop,
    }
  },
})
