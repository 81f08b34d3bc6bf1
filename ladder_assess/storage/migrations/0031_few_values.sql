-- Figures drawn until now rest on answers that are too few (one activity, one question of a topic), and on
-- shares of activities beside their median. Which of them do is not kept, so none is shown any more. They stay
-- among what was drawn, so that each figure is drawn anew six months after its last draw and not before.
INSERT INTO benchmark_withdrawal (peer_group, indicator, withdrawn_on)
SELECT peer_group, indicator, date(MAX(drawn_on), '+1 day') FROM benchmark_draw
GROUP BY peer_group, indicator
ON CONFLICT (peer_group, indicator, withdrawn_on) DO NOTHING;
