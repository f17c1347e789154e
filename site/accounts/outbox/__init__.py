"""Letters that wait to be sent: written with what they tell of, sent after it is committed, so that no page waits for the mail
server, nor fails with it. Every e-mail of the site goes through here, whoever writes it: it is Django's mail backend.
"""
