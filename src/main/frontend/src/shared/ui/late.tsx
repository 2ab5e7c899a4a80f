import { useEffect, useEffectEvent, useState, type ComponentType, type ReactNode } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';

import { ErrorAlert } from './ErrorAlert';
import { useNotice } from './Notice';
import { texts } from './texts';

/**
 * A part of a page that is loaded when it is asked for: the first screen is there sooner without it. Where it does not
 * arrive, the page stays as it is; what can be closed is closed, so that it can be opened again.
 *
 * @param waiting what stands there until it is there
 */
export function late<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting: ReactNode = null,
): ComponentType<P> {
  let arrived: ComponentType<P> | undefined;
  return function Late(props: P & { onClose?: () => void }) {
    const t = useTexts(texts);
    const say = useNotice();
    const [Part, setPart] = useState(() => arrived);
    const [failed, setFailed] = useState(false);
    const onFailed = useEffectEvent(() => {
      if (props.onClose) {
        say(t.notLoaded);
        props.onClose();
      } else {
        setFailed(true);
      }
    });
    useEffect(() => {
      let left = false;
      if (!arrived && !failed) {
        load().then(
          (part) => {
            arrived = part;
            if (!left) {
              setPart(() => part);
            }
          },
          () => !left && onFailed(),
        );
      }
      return () => {
        left = true;
      };
    }, [failed]);
    if (failed) {
      return (
        <ErrorAlert
          error={{ status: -1, code: '', message: t.notLoaded, details: [] }}
          onRetry={() => setFailed(false)}
        />
      );
    }
    return Part ? <Part {...props} /> : waiting;
  };
}
