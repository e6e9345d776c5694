import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CallInput } from '../../preload/contract/calls.js';
import type { MessagePreview, TemplateGuide } from '../../preload/contract/views.js';
import { useCall } from '../state/console.js';
import { ask } from './client.js';

/** What may be worded: the same as long as this version runs. */
export const useTemplateGuide = (): UseQueryResult<TemplateGuide> => {
  const call = useCall();
  return useQuery({
    queryKey: ['template.guide'],
    queryFn: () => ask(call, 'template.guide', {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
};

/** Typing pauses this long before it is shown. */
const PAUSE = 250;

/** A message as it would look; asked for when the typing pauses, and the last one stays until the next is there. */
export const useMessagePreview = (
  question: CallInput<'template.preview'>,
): UseQueryResult<MessagePreview> & { readonly isSettled: boolean } => {
  const call = useCall();
  const text = JSON.stringify(question);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    if (text === settled) return;
    const timer = window.setTimeout(() => setSettled(text), PAUSE);
    return () => window.clearTimeout(timer);
  }, [text, settled]);
  const query = useQuery({
    queryKey: ['template.preview', settled],
    queryFn: () => ask(call, 'template.preview', JSON.parse(settled) as CallInput<'template.preview'>),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return { ...query, isSettled: settled === text };
};
