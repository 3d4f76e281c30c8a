landing-title = Open your invitation
landing-what = Somebody has invited you by mail to do one piece of work here, without an account. This page opens that invitation.
landing-opening = Opening your invitation…
landing-code = Text of the link
landing-code-hint = If the link in your mail was broken, paste its text here. It begins with vst1_ and stands on a line of its own in the mail.
landing-continue = Continue
landing-noscript = Your browser runs no scripts here, so this page cannot read the link by itself. Paste the text of the link from the mail instead.
landing-inert = Nothing is opened or counted before you agree on the next page.
