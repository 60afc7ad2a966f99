/** Words that the content schemas, the actions and the pages share. */

export const topics = ['bread', 'boats', 'tides', 'tools', 'people', 'recipes'] as const;

export const currencies = ['EUR', 'GBP', 'SEK'] as const;

export const locales = { en: 'English', de: 'Deutsch' } as const;

/** "rye, oats ,  salt" as a list of three words. */
export function words(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word.length > 0);
}
