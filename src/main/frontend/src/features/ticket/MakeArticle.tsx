import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { BookPlus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { problemOf, type ApiProblem } from '@/shared/api/problem';
import { useDraftArticleMutation } from '@/shared/articles/articlesApi';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { texts } from './texts';

/** Begins an article with what solved the ticket, and goes there. */
export function MakeArticle({ number }: { number: string }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ApiProblem>();
  const [draft, { isLoading }] = useDraftArticleMutation();
  return (
    <Box>
      <ErrorAlert error={problem} />
      <Button
        startIcon={<BookPlus size={15} aria-hidden />}
        disabled={isLoading}
        onClick={() => {
          setProblem(undefined);
          draft(number)
            .unwrap()
            .then((made) => void navigate(`/knowledge/${made.article_number}/edit`))
            .catch((error: unknown) => setProblem(problemOf(error)));
        }}
      >
        {t.makeArticle}
      </Button>
    </Box>
  );
}
