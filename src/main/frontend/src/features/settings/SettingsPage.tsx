import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';

import { isProblem } from '@/shared/api/problem';
import { isAgent, useMe, useSpeakToMeMutation } from '@/shared/api/profile';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { Block } from '@/shared/ui/Block';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SingleKeys } from '@/shared/ui/SingleKeys';

import { Absences } from './Absences';
import { Delivery } from './Delivery';
import { Notices } from './Notices';
import { OwnData } from './OwnData';
import { Password } from './Password';
import { Push } from './Push';
import { Passkeys } from './Passkeys';
import { SecondFactor } from './SecondFactor';
import { Sessions } from './Sessions';
import { TemplatesOfMine } from './TemplatesOfMine';
import { TextsOfMine } from './TextsOfMine';
import { texts } from './texts';
import { Tokens } from './Tokens';

export function SettingsPage() {
  const t = useTexts(texts);
  const me = useMe();
  const { language, choose } = useLanguage();
  const [speak, { error }] = useSpeakToMeMutation();
  return (
    <>
      <PageHeader title={t.title} />
      <Box
        sx={{
          px: { xs: 2, md: 3 },
          pb: 6,
          maxWidth: 760,
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr)',
          gap: 4,
        }}
      >
        <Block title={t.language}>
          <ToggleButtonGroup
            exclusive
            size="small"
            value={language}
            aria-label={t.language}
            onChange={(_, wanted: 'ja' | 'en' | null) => {
              if (wanted) {
                choose(wanted);
                void speak(wanted);
              }
            }}
            sx={{ '& button': { px: 2, textTransform: 'none' } }}
          >
            <ToggleButton value="ja" lang="ja">
              {t.japanese}
            </ToggleButton>
            <ToggleButton value="en" lang="en">
              {t.english}
            </ToggleButton>
          </ToggleButtonGroup>
          <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem', mt: 1 }}>
            {me.locale === 'en' ? t.mailsInEnglish : t.mailsInJapanese}
            {me.locale !== language && (
              <Button size="small" sx={{ ml: 1 }} onClick={() => void speak(language)}>
                {t.mailsInThisToo}
              </Button>
            )}
          </Box>
          <ErrorAlert error={isProblem(error) ? error : undefined} />
        </Block>
        <Block title={t.keys}>
          <SingleKeys />
        </Block>
        <Absences />
        {isAgent(me) && (
          <Box id="texts">
            <TextsOfMine />
          </Box>
        )}
        <Box id="templates">
          <TemplatesOfMine />
        </Box>
        <Notices />
        <Delivery />
        <Push />
        <Password />
        <SecondFactor />
        <Passkeys />
        <Sessions />
        <Tokens />
        <OwnData />
      </Box>
    </>
  );
}
