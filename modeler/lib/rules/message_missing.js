'use strict';

module.exports = require('../rules').ruleOf('message_missing');
