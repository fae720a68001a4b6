"""What checkers' verdicts come to when how reliable each checker is is estimated along with them.

Models of annotators go beside the desk's own rule (`exports.verdicts`), never in
its place: they find who errs by who agrees with whom, so a minority that is
usually right can win. Which rule does better depends on the data.
"""
