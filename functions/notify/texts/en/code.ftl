code-subject = Your code for “{ $title }”
code-lede = To open what { $inviter } of { $org } shared with you in “{ $title }”, type this code where you asked for it:
code-until = It is good until { $until }, in that browser alone.
code-secret = Do not pass it on. Nobody at { $org } will ask you for it, not by phone either.
code-unasked = If you did not ask for it, somebody has your link. Without this code they see nothing. You need not do anything; tell { $inviter } if it happens again: { $email }
