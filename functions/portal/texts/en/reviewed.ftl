reviewed-eyebrow = Under review
reviewed-lede = Sent by { $by }, { $when }.
reviewed-decided = What was decided
reviewed-back = Back to your decision
