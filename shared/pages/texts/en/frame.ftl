frame-error-title = Error: { $title }
frame-skip = Skip to the content
frame-yours = { $time } your time
frame-problem = There is a problem
frame-languages = Language
